/** A partner organisation: its reports are its own until it shows them, and again when it withdraws. */
import { expect, test, type Page } from '@playwright/test';
import { enter, everywhere, somebody } from './desk';
import { button, kept, press, write } from './keys';
import { Office } from './office';

const office = new Office();
test.beforeAll(() => office.start());
test.afterAll(() => office.stop());

/** How many reports of a station somebody is shown. */
async function shown(page: Page, nth: number, count: number): Promise<void> {
  await page.goto(`${office.desk}#/stations/${office.sampled[nth]}`);
  await expect(page.getByRole('heading', { name: /^Station \d/ })).toBeVisible();
  await expect(page.locator('article[id^="report-"]')).toHaveCount(count);
}

test('a partner shows its reports, is shown ours, and withdraws', async ({ browser }) => {
  const boss = await somebody(browser, office);
  await enter(boss.page, office, 'boss');
  await boss.page.goto(`${office.desk}#/settings/partners`);
  await expect(boss.page.getByText('There are no partner organisations yet.')).toBeVisible();
  await everywhere(boss.page, 'partners-none');
  await write(boss.page, boss.page.getByLabel('Short name, for files and addresses'), 'eyes');
  await write(boss.page, boss.page.getByLabel('What it is called'), 'Free Eyes');
  await boss.page.keyboard.press('Enter');
  await expect(boss.page.getByText('Free Eyes is a partner now')).toBeVisible();
  await kept(boss.page);

  // Its people, and a report of each side.
  await office.account('nadia', 'admin', 'eyes');
  await office.account('nurlan', 'coordinator', 'eyes');
  await office.observer('e-1', office.sampled[5], 'eyes');
  await office.protocol(5, office.sheetOf(5), 0, 'e-1');
  await office.protocol(7, office.sheetOf(7));
  const [asel, nurlan, nadia] = await Promise.all([
    somebody(browser, office),
    somebody(browser, office),
    somebody(browser, office),
  ]);
  await enter(asel.page, office, 'asel');
  await enter(nurlan.page, office, 'nurlan');
  await enter(nadia.page, office, 'nadia');

  // Nothing is shared: each sees its own.
  await shown(asel.page, 5, 0);
  await shown(asel.page, 7, 1);
  await shown(nurlan.page, 5, 1);
  await shown(nurlan.page, 7, 0);
  await nurlan.page.goto(`${office.desk}#/people`);
  await expect(nurlan.page.getByText(/^1 observers/)).toBeVisible();

  // The partner offers; the mission sees it at once, and what the partner does not see stays so.
  await nadia.page.goto(`${office.desk}#/settings/partners`);
  await expect(nadia.page.getByRole('heading', { name: 'A new partner' })).toHaveCount(0);
  await press(nadia.page, button(nadia.page, 'Share'));
  await expect(nadia.page.getByText(/sees the reports of Free Eyes now/)).toBeVisible();
  await kept(nadia.page);
  await everywhere(nadia.page, 'partners-own');
  await shown(asel.page, 5, 1);
  await shown(nurlan.page, 7, 0);

  // The mission answers in kind; only whose reports they are withdraws them.
  await boss.page.reload();
  await expect(boss.page.getByRole('button', { name: /^Withdraw/ })).toHaveCount(0);
  await press(boss.page, button(boss.page, 'Share'));
  await expect(boss.page.getByText(/^Free Eyes sees the reports of/)).toBeVisible();
  await expect(boss.page.getByRole('button', { name: /^Withdraw/ })).toHaveCount(1);
  await everywhere(boss.page, 'partners');
  await shown(nurlan.page, 7, 1);

  // Withdrawn, taken back by mistake, and withdrawn for good.
  await nadia.page.reload();
  await press(nadia.page, nadia.page.getByRole('button', { name: /^Withdraw: .*Free Eyes$/ }));
  await expect(nadia.page.getByText(/no longer sees the reports of Free Eyes/)).toBeVisible();
  await kept(nadia.page);
  await shown(asel.page, 5, 0);
  await nadia.page.keyboard.press('Control+z');
  const row = nadia.page.getByRole('button', { name: /^Withdraw: .*Free Eyes$/ });
  await expect(row).toBeVisible();
  await shown(asel.page, 5, 1);
  await press(nadia.page, row);
  await expect(row).toHaveCount(0);
  await shown(asel.page, 5, 0);
  // What the mission shows stays shown: it is not the partner's to withdraw.
  await shown(nurlan.page, 7, 1);
  for (const own of [boss, asel, nurlan, nadia]) {
    expect(own.wrong()).toEqual([]);
    await own.context.close();
  }
});
