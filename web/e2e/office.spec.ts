/** What a coordinator settles, plans and publishes, and what an officer ends. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PASSWORD, linesOf } from './centre';
import { enter, everywhere, goTo, somebody } from './desk';
import { program } from './mission';
import { Office } from './office';
import { sheetPhoto, withPlace } from './picture';

const office = new Office();
test.beforeAll(() => office.start());
test.afterAll(() => office.stop());

// Every page is looked at in three languages, in the dark and on a narrow screen.
test.setTimeout(900_000);

test('the day is planned, locked and reminded of', async ({ browser }) => {
  const asel = await somebody(browser, office);
  const { page } = asel;
  await enter(page, office, 'asel');

  // A deadline that begins after it is due is not sent; after midnight times go on.
  await page.goto(`${office.desk}#/settings/deadlines`);
  await expect(page.getByRole('rowheader', { name: 'Voting, 20:00' })).toBeVisible();
  await page.getByRole('button', { name: 'Add a deadline' }).click();
  await page.getByLabel('Form: New deadline 2').selectOption('protocol-majilis-lists');
  await page.getByLabel('Counts from: New deadline 2').fill('27:00');
  await page.getByLabel('Due: New deadline 2').fill('26:30');
  await expect(page.getByRole('alert')).toContainText('counts from after it is due');
  await expect(page.getByRole('button', { name: 'Save' }).first()).toBeDisabled();
  await page.getByLabel('Counts from: New deadline 2').fill('20:00');
  await page.getByLabel('Sample only: New deadline 2').check();
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('The deadlines are recorded.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Due: Protocol, 26:30')).toHaveValue('26:30');

  // Who is reminded, when and how; a wave that writes needs a text.
  await page.getByText(/Protocol, 26:30:/).click();
  await page.getByRole('button', { name: 'Add a wave' }).last().click();
  await expect(page.getByRole('alert')).toContainText('needs a text');
  await page.getByLabel('English').last().fill('Please report your protocol.');
  await everywhere(page, 'deadlines');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await expect(page.getByText('The reminders are recorded.')).toBeVisible();
  await expect(page.getByText(/Protocol, 26:30:\s+one wave/)).toBeVisible();

  // A stage is locked by hours and opened again by one key.
  await page.goto(`${office.desk}#/settings/locks`);
  await page.getByLabel('How').selectOption({ label: 'by hours' });
  await page.getByLabel('Opens').fill('07:00');
  await page.getByLabel('Closes').fill('20:00');
  await page.getByRole('button', { name: 'Lock a stage' }).click();
  const locks = page.getByRole('region', { name: 'Locks' });
  await expect(locks.getByText('open from 07:00 to 20:00')).toBeVisible();
  // At once: what can be taken back stands in a notice that goes.
  await page.keyboard.press('Control+z');
  await expect(locks.getByText('open', { exact: true })).toBeVisible();
  await everywhere(page, 'locks');
  expect(asel.wrong()).toEqual([]);
  await asel.context.close();
});

test('texts, numbers and stations are settled by a person', async ({ browser }, info) => {
  const asel = await somebody(browser, office);
  const { page } = asel;
  await enter(page, office, 'asel');

  // Numbers are given line by line, and what is no number is said before anything is sent.
  await page.goto(`${office.desk}#/people/messages`);
  await page.getByText('Give telephone numbers').click();
  await page
    .getByLabel(/A line each/)
    .fill('observer;phone\ns-1;+7 701 000 00 01\ns-2;87010000002');
  await expect(page.getByText('Line 3: no number with its country')).toBeVisible();
  await page.getByRole('button', { name: 'Give one number' }).click();
  await expect(page.getByText('Taken: 1.')).toBeVisible();

  // A text that does not parse comes sealed; with the key it is read, and becomes a report.
  await office.text('+77010000001', 'we have 120 voters by noon');
  await office.text('+77019999999', 'where is my station');
  await goTo(page, 'm', 'Text messages');
  await expect(page.getByText('2 texts wait.')).toBeVisible();
  await page.locator('.queue a', { hasText: 's-1' }).click();
  const key = info.outputPath('officer.key');
  writeFileSync(key, `${office.identity}\n`);
  await page.getByText("Open sealed parts with the mission's key").click();
  await page.getByLabel('Key file').setInputFiles(key);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText('we have 120 voters by noon')).toBeVisible();
  await page.getByRole('button', { name: 'Make a report of it' }).click();
  await page.getByRole('combobox', { name: 'Form', exact: true }).selectOption('turnout');
  await page.getByLabel('Station', { exact: true }).fill(office.sampled[0] ?? '');
  await expect(page.getByLabel('Observer', { exact: true })).toHaveValue('s-1');
  const figures = page.locator('.question input[inputmode=numeric]');
  await figures.first().fill('120');
  await everywhere(page, 'repairs');
  await page.getByRole('button', { name: 'File the report' }).click();
  await expect(page.getByText('One text waits.')).toBeVisible();

  // Whoever is unknown is tied to an observer, with the reason.
  await page.getByRole('link', { name: 'Unknown numbers' }).click();
  await page.getByRole('region', { name: 'Unknown numbers' }).getByRole('link').first().click();
  await page.getByLabel('Observer', { exact: true }).fill('s-2');
  await page.getByLabel('Reason').fill('called the supervisor');
  await everywhere(page, 'numbers');
  await page.getByRole('button', { name: "It is this observer's" }).click();
  await expect(page.getByText('Every number that wrote is known.')).toBeVisible();
  await page.getByRole('link', { name: 'Texts', exact: true }).click();
  await page.getByRole('button', { name: 'It is no report' }).click();
  await expect(page.getByText('No text waits.')).toBeVisible();

  // A report of no station on the list is settled, and what was sent stays in its flag.
  const astray = await office.astray();
  await page.goto(`${office.desk}#/review/${astray}`);
  await page.getByLabel('Station', { exact: true }).fill(office.sampled[2] ?? '');
  await page.getByLabel('Reason').fill('the code is misspelt');
  await page.getByRole('button', { name: 'Settle it' }).click();
  await expect(page.getByText(`The report is about station ${office.sampled[2]}.`)).toBeVisible();

  // Its receipt can be read out to the observer, once the log has signed it.
  await expect(async () => {
    await page.getByRole('button', { name: 'Receipt' }).click();
    await expect(page.getByText(/^Receipt: /)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 120_000 });

  // What was done stands in the history: what came, and who decided what.
  await goTo(page, 'h', 'History');
  await expect(page.getByRole('region', { name: 'Reports and texts' })).toContainText('s-3');
  await everywhere(page, 'history');
  await page.getByLabel('Observer').fill('s-1');
  await page.getByLabel('Observer').press('Enter');
  await expect(page).toHaveURL(/observer=s-1/);
  await expect(page.getByRole('region', { name: 'Reports and texts' })).not.toContainText('s-3');
  expect(asel.wrong()).toEqual([]);
  await asel.context.close();
});

test('clerks are measured, turnout is compared, the result is published', async ({ browser }) => {
  const asel = await somebody(browser, office);
  const { page } = asel;
  await enter(page, office, 'asel');

  // Turnout of an area: what was announced, and a further announcement.
  await page.goto(`${office.desk}#/turnout?area=Almaty`);
  await expect(page.getByRole('region', { name: /What the authorities/ })).toContainText('41.20%');
  await page.getByText('Enter a turnout that was announced').click();
  await page.getByLabel('Hour', { exact: true }).fill('14:00');
  await page.getByLabel('Percent').fill('52,5');
  await page.getByLabel('Source').fill('Commission');
  await page.getByRole('button', { name: 'Record it' }).click();
  await expect(page.getByRole('region', { name: /What the authorities/ })).toContainText('52.50%');
  await everywhere(page, 'turnout');

  // A known sheet: only with every figure, and after it was compared with the photo.
  const photo = new Uint8Array(await sheetPhoto(page, linesOf(office.sheetOf(0))));
  await office.photographed(office.sheetOf(0), photo);
  await page.goto(`${office.desk}#/sheets/known`);
  await page.getByLabel('Station', { exact: true }).fill(office.sampled[0] ?? '');
  await page.getByRole('button', { name: 'Look for its sheets' }).click();
  await expect(page.locator('#known-0')).toHaveValue(String(office.sheetOf(0).registered));
  const plant = page.getByRole('button', { name: 'Plant it' });
  await expect(plant).toBeDisabled();
  await page.getByLabel('I have compared every figure').check();
  await everywhere(page, 'known');
  await plant.click();
  await expect(page.getByText(/The sheet of station .* is planted/)).toBeVisible();

  // A photo that came by a messenger is filed with what was said on the telephone; it is seen in
  // the review, and can be planted.
  const [told, code] = [linesOf(office.sheetOf(47)), office.sampled[47] ?? ''];
  await page.goto(`${office.desk}#/people/enter?observer=s-48&station=${code}`);
  await page
    .getByRole('combobox', { name: 'Form', exact: true })
    .selectOption('protocol-majilis-lists');
  const lines = page.locator('.question input[inputmode=numeric]');
  await expect(lines).toHaveCount(told.length);
  for (const [at, own] of told.entries()) await lines.nth(at).fill(String(own));
  const came = withPlace(await sheetPhoto(page, told));
  const chosen = page.locator('.question input[type=file]').first();
  await chosen.setInputFiles({ name: 'IMG-1.jpg', mimeType: 'image/jpeg', buffer: came });
  await expect(page.getByRole('img', { name: /The photo that was taken/ })).toBeVisible();
  await everywhere(page, 'enter');
  await page.getByRole('button', { name: 'File the report' }).click();
  await expect(page.getByText('The report is filed.')).toBeVisible();
  await expect(page.locator('.view img')).toBeVisible();
  await page.goto(`${office.desk}#/sheets/known`);
  await page.getByLabel('Station', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Look for its sheets' }).click();
  await expect(page.locator('.view img')).toBeVisible();
  await page.getByLabel('I have compared every figure').check();
  await plant.click();
  await expect(page.getByText(`The sheet of station ${code} is planted.`)).toBeVisible();

  // Collect: a code of one observer, once.
  await page.goto(`${office.desk}#/people?one=s-5`);
  await page.getByText('ODK Collect', { exact: true }).click();
  await page.getByRole('button', { name: 'Set it up' }).click();
  await expect(page.getByRole('img', { name: /Code to set up Collect/ })).toBeVisible();
  await everywhere(page, 'collect');
  // The observer comes again as the device is recorded: what is shown once stays.
  await expect(page.getByRole('img', { name: /Code to set up Collect/ })).toBeVisible();

  // What is at stake is read before it is published; the version stays with its pages.
  for (let nth = 1; nth < 46; nth += 1) await office.protocol(nth, office.sheetOf(nth));
  await office.publish('Commission', 5);
  await goTo(page, 'b', 'Publish');
  await expect(page.getByText('Nothing was published yet.')).toBeVisible();
  await expect(page.getByText(/Against version 1 of Commission/)).toBeVisible({ timeout: 120_000 });
  const publish = page.getByRole('button', { name: 'Publish version 1' });
  await expect(publish).toBeDisabled();
  await page.getByLabel(/I have read the page in every language/).check();
  await everywhere(page, 'result');
  await publish.click();
  await expect(page.getByText('Version 1 is published.')).toBeVisible();
  const [shown] = await Promise.all([
    asel.context.waitForEvent('page'),
    page.getByRole('region', { name: 'What was published' }).getByText('English').click(),
  ]);
  await expect(shown.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await shown.evaluate(() => getComputedStyle(document.body).fontFamily)).not.toBe('');
  await shown.close();
  expect(asel.wrong()).toEqual([]);
  await asel.context.close();

  // An analyst's page shows what was published, and nothing to publish with.
  const officer = await somebody(browser, office);
  await enter(officer.page, office, 'officer');
  await officer.page.goto(`${office.desk}#/result`);
  await expect(officer.page.getByRole('region', { name: 'What was published' })).toBeVisible();
  await expect(officer.page.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
  await officer.context.close();
});

test('who is to be forgotten is forgotten, and the trail says so', async ({ browser }) => {
  const officer = await somebody(browser, office);
  const { page } = officer;
  await enter(page, office, 'officer');
  await page.goto(`${office.desk}#/settings/forgetting`);
  const forget = page.getByRole('button', { name: /^Forget/ });
  await page.getByLabel('Observers').fill('s-1, nobody');
  await page.getByLabel('Reason').fill('asked for it in writing');
  await expect(page.getByRole('alert')).toContainText('no observer called nobody');
  await page.getByLabel('Observers').fill('s-1');
  await expect(forget).toBeDisabled();
  await page.getByLabel(/Type «forget»/).fill('forget');
  await everywhere(page, 'forgetting');
  // The word is of the language that it is asked in.
  await page.getByRole('button', { name: 'Forget one person' }).click();
  await expect(page.getByText(/^Gone: /)).toBeVisible({ timeout: 120_000 });

  await page.goto(`${office.desk}#/history/trail`);
  await page.getByLabel('What').selectOption('deletion');
  await expect(page).toHaveURL(/kind=deletion/);
  const trail = page.getByRole('region', { name: 'Audit trail' });
  await expect(trail).toContainText('a/officer');
  await everywhere(page, 'trail');
  await page.getByLabel('Who', { exact: true }).fill('boss');
  await page.getByLabel('Who', { exact: true }).press('Enter');
  await expect(page).toHaveURL(/actor=boss/);
  await expect(page.getByText('0 entries.')).toBeVisible();
  await page.getByLabel('Who', { exact: true }).fill('officer');
  await page.getByLabel('Who', { exact: true }).press('Enter');
  await expect(trail).toContainText('a/officer');
  await page.reload();
  await expect(trail).toContainText('deletion');
  // What was decided about a report leads to its station.
  await page.getByLabel('Who', { exact: true }).fill('');
  await page.getByLabel('Who', { exact: true }).press('Enter');
  await page.getByLabel('What').selectOption('station-settled');
  const moved = trail.getByRole('link', { name: /^\d{3}$/ }).first();
  await expect(moved).toHaveAttribute('href', /^#\/stations\/\d{3}$/);
  await page.getByLabel('What').selectOption('repair');
  await expect(trail).toContainText('made a report');
  expect(officer.wrong()).toEqual([]);
  await officer.context.close();
});

test('a copy is made from the page, and the same log comes back from it', async ({ browser }) => {
  const boss = await somebody(browser, office);
  const { page } = boss;
  await enter(page, office, 'boss');
  await page.goto(`${office.desk}#/settings/backup`);
  await expect(
    page.getByText('No copy has been made by this server yet', { exact: false }),
  ).toBeVisible();
  const make = page.getByRole('button', { name: 'Make a copy now' });
  await page.getByLabel('Password').fill('a guess that is wrong');
  await make.click();
  await expect(page.getByText('The password or the code is wrong.')).toBeVisible();
  await page.getByLabel('Password').fill(PASSWORD);
  await make.click();
  await expect(page.getByText(/The last complete copy was made/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Copies in the folder' })).toContainText(
    'complete',
  );
  await everywhere(page, 'backup');

  // The command that the page shows, with the keys put back first.
  const shown = await page.getByText(/^sanaq restore --data mission /).innerText();
  const copy = shown.replace('sanaq restore --data mission ', '');
  const back = join(office.beside, 'back');
  mkdirSync(back, { mode: 0o700 });
  cpSync(join(office.data, 'keys'), join(back, 'keys'), { recursive: true });
  const run = (...words: string[]): void => {
    const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  };
  run('restore', '--data', back, copy);
  run('verify', 'log', '--data', back);
  const again = join(office.beside, 'again');
  run('backup', '--data', back, again);
  const head = (folder: string): string[] =>
    readFileSync(join(folder, 'checkpoint'), 'utf8').split('\n').slice(0, 3);
  expect(head(again)).toEqual(head(copy));
  expect(boss.wrong()).toEqual([]);
  await boss.context.close();

  // Whoever is no administrator has no such page.
  const asel = await somebody(browser, office);
  await enter(asel.page, office, 'asel');
  await asel.page.goto(`${office.desk}#/settings/backup`);
  await expect(asel.page.getByRole('link', { name: 'Keys', exact: true })).toBeVisible();
  await expect(asel.page.getByRole('link', { name: 'Backup', exact: true })).toHaveCount(0);
  await asel.context.close();
});
