/** Longer troubles: a night without a server, a phone that starts anew, two observers who disagree. */
import { chromium, expect, test, type Page, type Route } from '@playwright/test';
import { Centre, linesOf } from './centre';
import { enter, goTo, somebody } from './desk';
import {
  answer,
  figures,
  join,
  next,
  offlineReady,
  open,
  photograph,
  tapOf,
  taps,
  through,
  unlock,
} from './phone';
import { sheetPhoto } from './picture';

const centre = new Centre();
test.beforeAll(() => centre.start());
test.afterAll(() => centre.stop());

/** Files the protocol of a station of the sample. */
async function protocol(page: Page, lines: readonly number[]): Promise<void> {
  await page.goto(`${centre.phone}#/`);
  await page.getByRole('button', { name: /^Results protocol/ }).click();
  await photograph(page, await sheetPhoto(page, lines));
  await figures(page, lines);
  await page.getByRole('button', { name: 'File the protocol' }).click();
}

const filed = (page: Page): Promise<string[]> =>
  page
    .locator('[data-report]')
    .evaluateAll((all) => all.map((own) => own.getAttribute('data-report') ?? '').sort());

test('the server is down for the night: in the morning everything is there, once', async ({
  page,
  context,
}) => {
  const station = centre.sampled[10] ?? '';
  await join(page, centre.phone, await centre.observer('o-night', station), station);
  await offlineReady(page);

  let asked = 0;
  page.on('request', () => (asked += 1));

  // The evening: one report is taken, but its answer is lost; then the server dies.
  const lost = async (route: Route): Promise<void> => {
    await route.fetch();
    await centre.crash();
    await route.abort('connectionreset');
  };
  await page.route('**/api/reports', lost, { times: 1 });
  await open(page, /^Voting/);
  await through(page);
  await page.getByRole('button', { name: /^File it/ }).click();
  await expect(page.getByText('No network')).toBeVisible();
  await protocol(page, linesOf(centre.sheetOf(10)));
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: /Count voters/ }).click();
  await taps(page, 5);
  await open(page, /^File the count until/);
  while (await next(page)) await answer(page);
  await page.getByRole('button', { name: /^File it/ }).click();
  await expect(page.getByText('3 reports are only on this phone')).toBeVisible();
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByText('No network')).toBeVisible();
  const before = await filed(page);
  // It waits between attempts, longer each time.
  asked = 0;
  await page.waitForTimeout(5_000);
  expect(asked).toBeLessThan(8);

  // The night: the page is shut, and opened once more for nothing.
  await page.close();
  const sleepless = await context.newPage();
  await sleepless.goto(centre.phone);
  await unlock(sleepless);
  await expect(sleepless.getByRole('heading', { name: `Station ${station}` })).toBeVisible();
  await sleepless.close();

  // The morning.
  await centre.revive();
  const morning = await context.newPage();
  await morning.goto(`${centre.phone}#/outbox`);
  await unlock(morning);
  await expect(morning.locator('.card.whole')).toHaveCount(3, { timeout: 60_000 });
  await expect(morning.getByText('The mission has everything')).toBeVisible();
  expect(await centre.known(station)).toEqual(before);
  await expect(morning.locator('details[data-checked=opened]')).toHaveCount(3, { timeout: 60_000 });
  expect(await centre.known(station)).toEqual(before);

  // Whoever has nothing to do does nothing: the battery must last a day.
  const looks = await morning.evaluate(async () => {
    let count = 0;
    const before = IDBDatabase.prototype.transaction;
    const counted: typeof before = function (this: IDBDatabase, names, ...more) {
      count += 1;
      return before.call(this, names as string | string[], ...more);
    };
    IDBDatabase.prototype.transaction = counted;
    await new Promise((done) => setTimeout(done, 3_000));
    return count;
  });
  expect(looks).toBeLessThan(20);
});

test('the phone is switched off and on: what was begun, counted and filed is there', async ({}, info) => {
  const { launchOptions, viewport } = info.project.use;
  const profile = info.outputPath('profile');
  const on = () =>
    chromium.launchPersistentContext(profile, { ...launchOptions, viewport: viewport ?? null });
  const station = centre.sampled[11] ?? '';
  let phone = await on();
  let page = await phone.newPage();
  await join(page, centre.phone, await centre.observer('o-reboot', station), station);
  await offlineReady(page);
  await phone.setOffline(true);
  await page.getByRole('button', { name: /Count voters/ }).click();
  await taps(page, 7);
  await page.goto(`${centre.phone}#/`);
  await open(page, /^Voting/);
  await through(page);
  await page.getByRole('button', { name: /^File it/ }).click();
  await expect(page.getByText('One report is only on this phone')).toBeVisible();
  const [report] = await filed(page);
  const lines = linesOf(centre.sheetOf(11));
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: /^Results protocol/ }).click();
  await photograph(page, await sheetPhoto(page, lines));
  await figures(page, lines.slice(0, 4));
  await expect(page.locator('.line.done')).toHaveCount(4);
  // A moment after the last digit all of it is kept.
  await expect(page.locator('main')).toHaveAttribute('data-kept', 'true');
  const here = page.url();
  await phone.close();

  phone = await on();
  await phone.setOffline(true);
  page = await phone.newPage();
  await page.goto(here);
  await unlock(page);
  await expect(page.locator('img')).toBeVisible();
  await expect(page.locator('.line input').nth(3)).toHaveValue(String(lines[3]));
  await figures(page, lines);
  await page.getByRole('button', { name: 'File the protocol' }).click();
  await expect(page.getByText('2 reports are only on this phone')).toBeVisible();
  await page.goto(`${centre.phone}#/count`);
  await expect(tapOf(page)).toContainText('7');
  await page.goto(`${centre.phone}#/outbox`);
  await phone.setOffline(false);
  await expect(page.locator('.card.whole')).toHaveCount(2, { timeout: 60_000 });
  const all = await filed(page);
  expect(all).toContain(report);
  expect(await centre.known(station)).toEqual(all);
  await phone.close();
});

test('two observers of a station disagree: both are told to nobody else, and one is asked back', async ({
  page: first,
  browser,
}) => {
  const station = centre.sampled[12] ?? '';
  const right = centre.sheetOf(12);
  const moved = right.votes.map((own, i) => own + (i === 0 ? 30 : i === 1 ? -30 : 0));
  const second = await (await browser.newContext()).newPage();
  await second.clock.install();
  await join(first, centre.phone, await centre.observer('o-one', station), station);
  await join(second, centre.phone, await centre.observer('o-two', station), station);
  await protocol(first, linesOf(right));
  await expect(first.locator('.card.whole')).toHaveCount(1, { timeout: 60_000 });
  await protocol(second, linesOf({ ...right, votes: moved }));
  await expect(second.locator('.card.whole')).toHaveCount(1, { timeout: 60_000 });

  // Nothing of one is on the phone of the other.
  const [own] = await filed(first);
  expect(await second.locator('main').innerText()).not.toContain(own ?? '');
  await expect(second.getByText('From another phone')).toHaveCount(0);

  const { page, context, wrong } = await somebody(browser, centre);
  await enter(page, centre, 'asel');
  await page.goto(`${centre.desk}#/stations/${station}`);
  await expect(page.locator('tr.differs')).toHaveCount(2);
  const theirs = (await filed(second))[0] ?? '';
  await page.goto(`${centre.desk}#/review/${theirs}`);
  await expect(page.locator('article').getByText('two reports differ').first()).toBeVisible();
  await page.locator('main').focus();
  await page.keyboard.press('c');
  await page.keyboard.type('look at line 6 again');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${station}: call back`)).toBeVisible();

  // The phone hears it, and its observer files the sheet again.
  await second.goto(`${centre.phone}#/`);
  await second.clock.runFor('03:00');
  await expect(second.getByText('look at line 6 again')).toBeVisible({ timeout: 60_000 });
  await expect(first.getByText('look at line 6 again')).toHaveCount(0);
  await page.goto(`${centre.desk}#/review/${own}`);
  await page.locator('main').focus();
  await page.keyboard.press('v');
  await expect(page.getByText(`${station}: verified`)).toBeVisible();
  await goTo(page, 's', 'Stations');
  await page.goto(`${centre.desk}#/stations?q=${station}`);
  await expect(page.getByRole('cell', { name: 'verified' })).toBeVisible();
  expect(wrong()).toEqual([]);
  await context.close();
  await second.context().close();
});
