/** What an office settles, plans and publishes, by keyboard alone, the focus in sight and kept. */
import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { linesOf } from './centre';
import { enter, goTo, somebody } from './desk';
import { button, choose, give, kept, press, reach, write } from './keys';
import { Office } from './office';
import { sheetPhoto } from './picture';

const office = new Office();
test.beforeAll(() => office.start());
test.afterAll(() => office.stop());

const tab = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
/** A field that is called just so. */
const field = (page: Page, name: string | RegExp) => page.getByLabel(name, { exact: true });
/** Takes back what was decided last: not in a field, where these keys take back letters. */
async function takeBack(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await reach(
    page,
    page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('link').first(),
    'Shift+Tab',
  );
  await page.keyboard.press('Control+z');
}

test('texts, numbers and telephone calls need no mouse', async ({ browser }, info) => {
  await office.text('+77010000077', 'there are 120 of them');
  await office.text('+77019999999', 'where is my station');
  const { page, context, wrong } = await somebody(browser, office);
  await enter(page, office, 'asel');

  // A text is opened with the key, and a report is made of it.
  await goTo(page, 'm', 'Text messages');
  await expect(page.getByText('2 texts wait.')).toBeVisible();
  await press(page, page.locator('summary').filter({ hasText: 'Open sealed parts' }));
  const key = info.outputPath('officer.key');
  writeFileSync(key, `${office.identity}\n`);
  await give(page, field(page, 'Key file'), key);
  await press(page, button(page, 'Open'));
  await expect(page.getByText('there are 120 of them')).toBeVisible();
  await kept(page);
  await press(page, page.locator('.queue a').nth(1));
  await press(page, button(page, 'Open'));
  await expect(page.getByText('where is my station')).toBeVisible();
  await press(page, page.locator('.queue a').first());
  await kept(page);
  await press(page, button(page, 'Make a report of it'));
  await choose(page, page.getByRole('combobox', { name: 'Form', exact: true }), 'turnout');
  await write(page, field(page, 'Station'), office.sampled[0] ?? '');
  await write(page, field(page, 'Observer'), 's-1');
  await write(page, page.locator('.question input[inputmode=numeric]').first(), '120');
  await press(page, button(page, 'File the report'));
  await expect(page.getByText('One text waits.')).toBeVisible();
  await kept(page);
  await press(page, button(page, 'It is no report'));
  await expect(page.getByText('No text waits.')).toBeVisible();
  await kept(page);

  // Whose numbers these are.
  await press(page, tab(page, 'Unknown numbers'));
  const numbers = page.getByRole('region', { name: 'Unknown numbers' });
  await press(page, numbers.getByRole('link').first());
  await write(page, field(page, 'Observer'), 's-2');
  await write(page, field(page, 'Reason'), 'called the supervisor');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/The number is s-2/)).toBeVisible();
  await expect(numbers.getByRole('link')).toHaveCount(1);
  await kept(page);
  await press(page, numbers.getByRole('link').first());
  await write(page, field(page, 'Reason'), 'a shop');
  await press(page, button(page, 'Nobody of ours'));
  await expect(page.getByText('Every number that wrote is known.')).toBeVisible();
  await kept(page);

  // Somebody tells by telephone: it is filed, and the report is looked at.
  await goTo(page, 'e', 'People');
  await press(page, page.getByRole('link', { name: 'By telephone' }));
  await choose(page, page.getByRole('combobox', { name: 'Form', exact: true }), 'turnout');
  await write(page, field(page, 'Station'), office.sampled[3] ?? '');
  await write(page, field(page, 'Observer'), 's-4');
  await write(page, page.locator('.question input[inputmode=numeric]').first(), '210');
  await press(page, button(page, 'File the report'));
  await expect(page).toHaveURL(/#\/review\//);
  await expect(page.locator('article')).toContainText('210');
  await expect(page.locator('main')).toBeFocused();

  // Collect is set up for one of them.
  await page.goto(`${office.desk}#/people?one=s-5`);
  await press(page, page.locator('summary').filter({ hasText: 'ODK Collect' }));
  await press(page, button(page, 'Set it up'));
  await expect(page.getByRole('img', { name: /Code to set up Collect/ })).toBeVisible();
  await kept(page);
  await press(page, page.locator('details').getByRole('button', { name: 'Close' }));
  await kept(page);

  // What came from whom, filtered, and what was done.
  await goTo(page, 'h', 'History');
  const flow = page.getByRole('region', { name: 'Reports and texts' });
  await expect(flow).toContainText('s-4');
  await write(page, field(page, 'Observer'), 's-1');
  await page.keyboard.press('Enter');
  await expect(flow).not.toContainText('s-4');
  await expect(field(page, 'Observer')).toBeFocused();
  await reach(page, flow);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/(review|repairs)\//);
  await expect(page.locator('main')).toBeFocused();
  expect(wrong()).toEqual([]);
  await context.close();
});

test('the day is planned without a mouse', async ({ browser }) => {
  const { page, context, wrong } = await somebody(browser, office);
  await enter(page, office, 'asel');
  await goTo(page, ',', 'Settings');
  await press(page, tab(page, 'Deadlines'));
  await press(page, button(page, 'Add a deadline'));
  await choose(page, field(page, 'Form: New deadline 2'), 'protocol-majilis-lists');
  await write(page, field(page, 'Counts from: New deadline 2'), '20:00');
  await write(page, field(page, 'Due: New deadline 2'), '26:30');
  await reach(page, field(page, 'Sample only: New deadline 2'));
  await page.keyboard.press('Space');
  await press(page, button(page, 'Save').first());
  await expect(page.getByText('The deadlines are recorded.')).toBeVisible();
  await press(page, page.locator('summary').filter({ hasText: 'Protocol, 26:30' }));
  await press(page, page.locator('details[open]').getByRole('button', { name: 'Add a wave' }));
  await kept(page);
  await choose(page, page.locator('details[open]').getByRole('combobox'), 'sms');
  await write(page, page.locator('details[open] textarea').first(), 'Please report your protocol.');
  await press(page, button(page, 'Save').last());
  await expect(page.getByText('The reminders are recorded.')).toBeVisible();
  await press(page, button(page, 'Remove: Protocol, 26:30'));
  await kept(page);
  await press(page, button(page, 'Save').first());
  await expect(page.getByLabel(/^Due: /)).toHaveCount(1);

  await press(page, tab(page, 'Locks'));
  await choose(page, page.getByLabel('How'), 'false');
  await write(page, field(page, 'Opens'), '07:00');
  await write(page, field(page, 'Closes'), '20:00');
  await page.keyboard.press('Enter');
  const locks = page.getByRole('region', { name: 'Locks' });
  await expect(locks.getByText('open from 07:00 to 20:00')).toBeVisible();
  await press(page, locks.getByRole('button', { name: 'Open it' }));
  await expect(locks.getByText('open', { exact: true })).toBeVisible();
  await kept(page);
  await takeBack(page);
  await expect(locks.getByText('open from 07:00 to 20:00')).toBeVisible();

  // What was announced of turnout.
  await goTo(page, 'u', 'Turnout by hour');
  await press(page, page.locator('summary').filter({ hasText: 'Enter a turnout' }));
  await write(page, field(page, 'Hour'), '14:00');
  await write(page, field(page, 'Percent'), '52,5');
  await write(page, field(page, 'Source'), 'Commission');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /What the authorities/ })).toContainText('52.50%');
  expect(wrong()).toEqual([]);
  await context.close();
});

test('a result is compared and published without a mouse', async ({ browser, page: drawer }) => {
  const photo = new Uint8Array(await sheetPhoto(drawer, linesOf(office.sheetOf(0))));
  await office.photographed(office.sheetOf(0), photo);
  for (let nth = 1; nth < 44; nth += 1) await office.protocol(nth, office.sheetOf(nth));
  const { page, context, wrong } = await somebody(browser, office);
  await enter(page, office, 'asel');

  // A known sheet is compared with its photo, and planted.
  await goTo(page, 'd', 'Differences');
  await press(page, tab(page, 'Known sheets'));
  await write(page, field(page, 'Station'), office.sampled[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.locator('#known-0')).toHaveValue(String(office.sheetOf(0).registered));
  await reach(page, page.locator('.view'));
  for (const key of ['+', 'ArrowDown', '0']) await page.keyboard.press(key);
  await write(page, page.locator('#known-0'), String(office.sheetOf(0).registered));
  await reach(page, field(page, 'I have compared every figure with the photo.'));
  await page.keyboard.press('Space');
  await press(page, button(page, 'Plant it'));
  await expect(page.getByText(/The sheet of station .* is planted/)).toBeVisible();

  // A published version comes in: tried, then taken.
  await goTo(page, 'o', 'Official');
  await press(page, page.locator('summary').filter({ hasText: 'Take in a published result' }));
  await write(page, field(page, 'Source'), 'Commission');
  const buffer = Buffer.from(office.table(5));
  await give(page, field(page, 'File'), { name: 'official.csv', mimeType: 'text/csv', buffer });
  await press(page, button(page, 'Try it'));
  await expect(page.getByText('Nothing is recorded yet.')).toBeVisible();
  await kept(page);
  await press(page, button(page, 'Take it'));
  await expect(page.getByText('The version is in and stays.')).toBeVisible();
  const stations = page.getByRole('region', { name: 'Station by station' });
  await expect(stations.getByRole('link', { name: office.sampled[5] ?? '' })).toBeVisible();
  await choose(page, page.getByLabel('Only'), 'same');
  await expect(stations).not.toContainText(office.sampled[5] ?? '');
  await reach(page, stations);

  // Its fingerprints: another list, a chart as a table, a table walked.
  await goTo(page, 'f', 'Fingerprints');
  await choose(page, page.getByLabel('List'), 'ak-zhol');
  await expect(page.getByRole('heading', { name: /Ak Zhol/ }).first()).toBeVisible();
  await press(page, page.locator('summary').first());
  await expect(page.locator('details[open]').first()).toBeVisible();
  await press(page, page.locator('details[open]').getByRole('button', { name: 'Copy' }).first());

  // The projection: each chart as a table, and where its figures come from.
  await goTo(page, 'p', 'Projection');
  await expect(page.getByRole('img', { name: 'Shares with intervals' })).toBeVisible({
    timeout: 120_000,
  });
  for (const summary of await page.locator('figure summary').all()) {
    await press(page, summary);
  }
  await reach(page, page.getByRole('link', { name: 'protocols.csv' }));

  // Published: every language is read, that is ticked, and the version stays.
  await goTo(page, 'b', 'Publish');
  await expect(page.getByText(/Against version 1 of Commission/)).toBeVisible({ timeout: 120_000 });
  const form = page.locator('form.card');
  const [shown] = await Promise.all([
    context.waitForEvent('page'),
    press(page, form.getByRole('link').first()),
  ]);
  await expect(shown.getByRole('heading', { level: 1 })).toBeVisible();
  await shown.close();
  await reach(page, form.getByRole('checkbox'));
  await page.keyboard.press('Space');
  await press(page, button(page, 'Publish version 1'));
  await expect(page.getByText('Version 1 is published.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What was published' })).toBeFocused();
  const versions = page.getByRole('region', { name: 'What was published' });
  await reach(page, versions.getByRole('link', { name: 'English' }), 'Tab');
  expect(wrong()).toEqual([]);
  await context.close();
});

test('what must go is forgotten, and the trail is read, without a mouse', async ({ browser }) => {
  const { page, context, wrong } = await somebody(browser, office);
  await enter(page, office, 'officer');
  await goTo(page, ',', 'Settings');
  await press(page, tab(page, 'Forgetting'));
  await write(page, field(page, 'Observers'), 's-9');
  await write(page, field(page, 'Reason'), 'asked for it in writing');
  await write(page, page.getByLabel(/Type «forget»/), 'forget');
  await press(page, button(page, 'Forget one person'));
  await expect(page.getByText(/^Gone: /)).toBeVisible({ timeout: 120_000 });

  await goTo(page, 'h', 'History');
  await press(page, tab(page, 'Audit trail'));
  const trail = page.getByRole('region', { name: 'Audit trail' });
  await expect(trail).toContainText('a/officer');
  await choose(page, page.getByLabel('What'), 'deletion');
  await expect(page).toHaveURL(/kind=deletion/);
  await write(page, field(page, 'Who'), 'a/officer');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/actor=a(%2F|\/)officer/);
  await reach(page, trail);
  await page.keyboard.press('ArrowDown');
  await kept(page);
  expect(wrong()).toEqual([]);
  await context.close();
});
