/** A night in the data centre: reports arrive, are typed twice, looked at, projected. */
import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Centre, linesOf } from './centre';
import { enter, everywhere, goTo, somebody, type } from './desk';
import { join } from './phone';
import { sheetPhoto } from './picture';

const centre = new Centre();
test.beforeAll(() => centre.start());
test.afterAll(() => centre.stop());

const SECRET = 'They took the copy of the protocol away from me';

// Every page is looked at in three languages, in the dark and on a narrow screen.
test.setTimeout(900_000);

test('a night in the data centre', async ({ page: phone, browser }, info) => {
  const asel = await somebody(browser, centre);
  const { page } = asel;

  // Whoever types a wrong password hears so and stays outside.
  await page.goto(centre.desk);
  await everywhere(page, 'sign-in');
  await page.getByLabel('Account').fill('asel');
  await page.getByLabel('Password').fill('wrong password here');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('not right');
  await enter(page, centre, 'asel');

  // The wall is live: a report of the phone app is seen without touching anything.
  await expect(page.locator('p.live')).toContainText('Live');
  const reports = page.locator('dl.top dd').first();
  await expect(reports).toHaveText('0');
  await join(phone, centre.phone, await centre.observer('o-17'));
  await phone.getByRole('button', { name: /Count voters/ }).click();
  await phone.getByRole('button', { name: /One voter/ }).click();
  await phone.getByRole('button', { name: /^File the count until/ }).click();
  await expect(reports).toHaveText('1', { timeout: 30_000 });

  // The evening: protocols of the sample, one that breaks a rule, two that differ, a call for help.
  const photo = await sheetPhoto(page, linesOf(centre.sheetOf(0)));
  await centre.photographed(centre.sheetOf(0), new Uint8Array(photo));
  for (let nth = 1; nth < 44; nth += 1) await centre.protocol(nth, centre.sheetOf(nth));
  const broken = { ...centre.sheetOf(44), valid: centre.sheetOf(44).valid + 9 };
  await centre.protocol(44, broken);
  await centre.protocol(45, centre.sheetOf(45));
  await centre.protocol(45, { ...centre.sheetOf(45), votes: centre.sheetOf(46).votes }, 90);
  await centre.help(SECRET);
  await expect(reports).toHaveText('49', { timeout: 30_000 });
  await expect(page.getByText('An observer asks for help now')).toBeVisible();
  await everywhere(page, 'wall');

  // Stations: filtered and sorted by keyboard, and one of them with its whole story.
  await goTo(page, 's', 'Stations');
  await expect(page.getByText('122 rows')).toBeVisible();
  await page.getByLabel('Only').selectOption('sample-open');
  await expect(page.getByText('2 of 122 rows')).toBeVisible();
  await page.getByLabel('Only').selectOption('sampled');
  await page.getByRole('button', { name: 'Reports' }).click();
  await page.getByRole('button', { name: 'Reports' }).click();
  await expect(page).toHaveURL(/only=sampled.*sort=-reports/);
  // Figures turn with the language, not only words.
  const register = page
    .locator('[data-at] td.end')
    .filter({ hasText: /^\d.\d{3}$/ })
    .first();
  await expect(register).toHaveText(/^\d,\d{3}$/);
  await page.locator('select').first().selectOption('ru');
  await expect(register).toHaveText(/^\d\s\d{3}$/);
  await everywhere(page, 'stations');
  await page.reload();
  await expect(page.getByText('48 of 122 rows')).toBeVisible();
  await page.getByRole('region', { name: 'Stations' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-at="0"] a').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-at="1"] a').first()).toBeFocused();
  await page.goto(`${centre.desk}#/stations/${centre.sampled[45]}`);
  await expect(page.getByRole('heading', { name: 'Figures of the protocol' })).toBeVisible();
  await expect(page.locator('tr.differs')).toHaveCount(5);
  await page.goto(`${centre.desk}#/stations/${centre.sampled[0]}`);
  await expect(page.locator('.view img')).toBeVisible();
  await everywhere(page, 'story');

  // Review: decided by one key, taken back by another, and decided again.
  await goTo(page, 'r', 'Review');
  await expect(page.getByText('4 reports wait')).toBeVisible();
  const before = await page.locator('.queue strong').first().innerText();
  await everywhere(page, 'review');
  await page.locator('main').focus();
  await page.keyboard.press('v');
  await expect(page.getByText(`${before}: verified`)).toBeVisible();
  await expect(page.getByText('3 reports wait')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('4 reports wait')).toBeVisible();
  await page.keyboard.press('x');
  await page.keyboard.type('the sheet is of last year');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 reports wait')).toBeVisible();

  // Transcribe: two clerks differ, a third agrees with one of them; nobody sees another's figures.
  const right = linesOf(centre.sheetOf(0));
  const wrong = right.map((own, i) => (i === 3 ? own + 10 : own));
  const theyDiffer = async (): Promise<void> => {
    await goTo(page, 'd', 'Differences');
    await expect(page.getByText('0 for a second, 1 for a third.')).toBeVisible();
    await page.getByText('On one sheet two clerks differ; it waits for a third').first().click();
    const row = page.getByRole('row').filter({ hasText: centre.sampled[0] ?? '' });
    await expect(row).toHaveText(/1\s*no$/);
  };
  for (const [clerk, lines] of [
    ['clerk-a', right],
    ['clerk-b', wrong],
    ['clerk-c', right.map((own, i) => (i === 4 ? own + 1 : own))],
  ] as const) {
    const own = await somebody(browser, centre);
    await enter(own.page, centre, clerk);
    await expect(own.page.getByRole('heading', { name: 'Transcribe' })).toBeVisible();
    await expect(own.page.getByRole('link', { name: 'Stations' })).toHaveCount(0);
    await expect(own.page.getByRole('button', { name: 'Next sheet' })).toBeFocused();
    // The third is told the same as the second: nobody learns that others differ.
    await expect(
      own.page.getByText(
        clerk === 'clerk-a'
          ? 'One sheet waits for a first reading, 0 for another.'
          : 'No sheet waits for a first reading, 1 for another.',
      ),
    ).toBeVisible();
    if (clerk === 'clerk-c') await theyDiffer();
    await own.page.keyboard.press('Enter');
    await expect(own.page.locator('.view img')).toBeVisible();
    expect(
      await own.page
        .locator('ol input')
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).join('')),
    ).toBe('');
    if (clerk === 'clerk-a') await everywhere(own.page, 'transcribe');
    await own.page.locator('#line-0').focus();
    await type(own.page, lines);
    expect(own.wrong()).toEqual([]);
    await own.context.close();
  }

  // All three differ: a person decides, and only lines that differ are open.
  await goTo(page, 'd', 'Differences');
  await expect(page.getByText('one sheet to decide')).toBeVisible();
  await everywhere(page, 'sheets');
  await page.locator('#says-3').fill(String(right[3]));
  await page.locator('#says-4').fill(String(right[4]));
  await page.getByLabel('Reason').fill('read on the photo');
  await page.getByRole('button', { name: 'The sheet says this' }).click();
  await expect(page.getByText('No sheet waits for a decision.')).toBeVisible();

  // Incidents: what is sealed opens only here, with the key.
  await goTo(page, 'i', 'Incidents');
  await expect(page.locator('.queue .tag.bad')).toHaveText('Help now');
  await expect(page.getByText(SECRET)).toHaveCount(0);
  const key = info.outputPath('officer.key');
  writeFileSync(key, `${centre.identity}\n`);
  await page.getByText("Open sealed parts with the mission's key").click();
  await page.getByLabel('Key file').setInputFiles(key);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText(SECRET)).toBeVisible();
  await everywhere(page, 'incidents');

  // What an observer answers in words to a call-back is found from there, and opens the same way.
  const words = 'The chairman, and my sister beside me';
  await centre.answered(words);
  await page.goto(`${centre.desk}#/people/calls?tab=back`);
  await page.getByRole('link', { name: 'answered' }).click();
  await expect(page.getByRole('button', { name: 'Forget the key' })).toBeVisible();
  await expect(page.getByText(words)).toHaveCount(0);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.locator('dt', { hasText: 'In own words' })).toBeVisible();
  await expect(page.getByText(words)).toBeVisible();
  await everywhere(page, 'answered');
  await page.getByRole('button', { name: 'Forget the key' }).click();
  await expect(page.getByText(words)).toHaveCount(0);
  await goTo(page, 'i', 'Incidents');
  await expect(page.getByText(SECRET)).toHaveCount(0);

  // Projection: shares with intervals, the parliament, and what is missing.
  await goTo(page, 'p', 'Projection');
  await expect(page.getByRole('heading', { name: 'The likeliest parliament' })).toBeVisible({
    timeout: 120_000,
  });
  await expect(page.getByRole('img', { name: 'Shares with intervals' })).toBeVisible();
  expect(await page.locator('main').innerText()).not.toMatch(/⟦/);
  await everywhere(page, 'projection');

  // What was published: two versions, each against what was observed, and what changed between them.
  await centre.publish('Commission', 5);
  await centre.publish('Commission, corrected', 6);
  await goTo(page, 'o', 'Official');
  await expect(page.getByText('The differences are worth 40 votes.')).toBeVisible();
  const differing = page.getByRole('region', { name: 'Station by station' });
  await expect(differing.getByRole('link', { name: centre.sampled[6] ?? '' })).toBeVisible();
  await expect(page.getByText(/Version 1 to 2: 2 stations changed/)).toBeVisible();
  await everywhere(page, 'official');
  await goTo(page, 'f', 'Fingerprints');
  await expect(page.getByRole('img', { name: 'Stations by turnout' })).toBeVisible();
  // The notes are in the reader's language, and change with it.
  const note = page.getByText('The p-value is one-sided', { exact: false });
  await expect(note).toBeVisible();
  await page.locator('select').first().selectOption('ru');
  await expect(page.getByText('P односторонний', { exact: false })).toBeVisible();
  await expect(note).toHaveCount(0);
  await everywhere(page, 'fingerprints');

  // People and settings.
  await goTo(page, 'e', 'People');
  await expect(page.getByText(/49 observers/)).toBeVisible();
  await everywhere(page, 'people');
  for (const [tab, name] of [
    ['Calls', 'calls'],
    ['Messages', 'messages'],
    ['Lists', 'lists'],
    ['Print', 'print'],
  ] as const) {
    await page.getByRole('link', { name: tab, exact: true }).click();
    await everywhere(page, `people-${name}`);
  }
  await page.getByRole('link', { name: 'Lists', exact: true }).click();
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'more.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('observer,language\no-new,ru\n,xx\n'),
  });
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText('Nothing is recorded yet.')).toContainText('1 refused');
  await page.goto(`${centre.desk}#/settings`);
  for (const tab of ['My account', 'Day and limits', 'Forms', 'Keys']) {
    await page.getByRole('link', { name: tab, exact: true }).click();
    await everywhere(page, `settings-${tab.toLowerCase().replaceAll(' ', '-')}`);
  }
  expect(asel.wrong()).toEqual([]);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByLabel('Password')).toBeVisible();
  await asel.context.close();
});
