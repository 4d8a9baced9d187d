/** What goes wrong at a desk: two clicks, a lost server, a session that ends, a reload, a slip. */
import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { newId } from '../kit/bytes';
import { PASSWORD, linesOf } from './centre';
import { enter, goTo, somebody } from './desk';
import { Office } from './office';
import { sound } from './phone';
import { sheetPhoto } from './picture';

const office = new Office();
test.beforeAll(() => office.start());
test.afterAll(() => office.stop());
test.setTimeout(600_000);

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true });

/** It is sound by day and by night, on a wide and on a narrow screen. */
async function looks(page: Page, name: string): Promise<void> {
  const wide = page.viewportSize() ?? { width: 1_280, height: 860 };
  await sound(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await sound(page, `${name}-dark`);
  await page.setViewportSize({ width: 360, height: 740 });
  await sound(page, `${name}-narrow-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await sound(page, `${name}-narrow`);
  await page.setViewportSize(wide);
}

/** An account of somebody more. */
const account = (id: string, role: string): Promise<unknown> =>
  office.ask('POST', '/api/desk/events', {
    id: newId(),
    kind: 'account/1',
    body: { id, role },
    password: PASSWORD,
  });

/** Two observers of a station answer a question otherwise that two forms have. */
async function disagree(station: string): Promise<void> {
  for (const form of ['opening', 'voting']) {
    for (const [observer, overall] of [
      ['s-3', 'very-good'],
      ['s-4', 'very-bad'],
    ]) {
      await office.ask('POST', '/api/desk/reports', {
        id: newId(),
        form,
        version: '1',
        station,
        observer,
        answers: { overall: { choice: overall } },
        channel: 'phone',
      });
    }
  }
}

test('a story is told where two observers differ in one question of two forms', async ({
  browser,
}) => {
  const station = office.sampled[2] ?? '';
  await disagree(station);
  const { page, context, wrong } = await somebody(browser, office);
  await enter(page, office, 'asel');
  await page.goto(`${office.desk}#/stations/${station}`);
  await expect(page.getByRole('heading', { name: 'Answered differently' })).toBeVisible();
  await expect(page.locator('table').filter({ hasText: 's-4' }).locator('tr')).toHaveCount(2);
  expect(wrong()).toEqual([]);

  // A page that fails says so, and the others go on.
  await page.route('**/api/desk/live?view=silent*', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: 'event: view\ndata: {"rows":5}\n\n' }),
  );
  await page.goto(`${office.desk}#/people/calls`);
  await expect(page.getByRole('heading', { name: 'This page failed' })).toBeVisible();
  await looks(page, 'desk-page-failed');
  await page.unroute('**/api/desk/live?view=silent*');
  await goTo(page, 'r', 'Review');
  await page.goto(`${office.desk}#/people/calls`);
  await expect(page.getByLabel('Whom')).toBeVisible();
  await context.close();
});

test('what cannot be taken back is asked about, and never takes back something older', async ({
  browser,
}) => {
  const broken = { ...office.sheetOf(4), valid: office.sheetOf(4).valid + 9 };
  await office.protocol(4, broken);
  const { page, context, wrong } = await somebody(browser, office);
  await enter(page, office, 'asel');
  await page.goto(`${office.desk}#/people?one=s-6`);
  const one = page.locator('section.card');
  await one.getByLabel('Station').fill('0018');
  await button(page, 'Deploy').click();
  await expect(page.getByText('s-6 is to be at 0018.')).toBeVisible();

  await button(page, 'Phone lost').click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText('shut out at once');
  await looks(page, 'desk-sure');
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(page.getByText('The phones of s-6 are shut out.')).toHaveCount(0);
  await button(page, 'Phone lost').click();
  await question.getByRole('button', { name: 'Phone lost' }).click();
  await expect(page.getByText('The phones of s-6 are shut out.')).toBeVisible();
  await expect(button(page, 'Save the card to print')).toBeVisible();
  await page.locator('main').focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('What you did last cannot be taken back.')).toBeVisible();
  await expect(one.getByRole('listitem').filter({ hasText: '0018' })).not.toContainText('over');
  // On another page that is nobody's concern any more.
  await goTo(page, 'r', 'Review');
  await expect(page.getByText('What you did last cannot be taken back.')).toHaveCount(0);

  // One click too many decides nothing about the next report.
  const waiting = Number(/\d+/.exec(await page.locator('.heading .figures').innerText())?.[0] ?? 1);
  await button(page, 'Verify').dblclick();
  await expect(page.getByText(/: verified$/)).toHaveCount(1);
  await page.waitForTimeout(1_500);
  await expect(page.locator('.queue li a')).toHaveCount(waiting - 1);
  await page.locator('main').focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Taken back: /)).toBeVisible();
  await expect(page.locator('.queue li a')).toHaveCount(waiting);

  // Unsaved changes are asked about before another page comes.
  await page.goto(`${office.desk}#/settings/deadlines`);
  await button(page, 'Add a deadline').click();
  const due = page.getByLabel(/^Due: New deadline/).last();
  await due.fill('26:30');
  await page.getByRole('link', { name: 'Wall' }).click();
  await expect(question).toContainText('is not saved');
  await question.getByRole('button', { name: 'Stay here' }).click();
  await expect(page).toHaveURL(/settings\/deadlines/);
  await expect(due).toHaveValue('26:30');
  await page.getByRole('link', { name: 'Wall' }).click();
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page.getByRole('heading', { name: 'Wall', level: 1 })).toBeVisible();
  expect(wrong()).toEqual([]);
  await context.close();
});

test('fields say what is wrong with them before anything is sent', async ({ browser }, info) => {
  await account('root', 'admin');
  const boss = await somebody(browser, office);
  const { page } = boss;
  await enter(page, office, 'root');
  await page.goto(`${office.desk}#/settings/day`);
  const metres = page.getByLabel('Metres from the station');
  await metres.fill('');
  await page.getByRole('checkbox').first().focus();
  await button(page, 'Save').click();
  await expect(page.getByRole('alert')).toContainText('A whole number from 0 to 999,999');
  await expect(metres).toBeFocused();
  await looks(page, 'desk-limits-wrong');
  const { policy } = await office.ask<{ policy: { metres: number } }>('GET', '/api/desk/mission');
  expect(policy.metres).toBe(1_000);
  await button(page, 'Cancel').click();
  await expect(metres).toHaveValue('1000');

  // An account that there is keeps its password; one that is new is given once.
  await page.goto(`${office.desk}#/settings/accounts`);
  const field = page.locator('form').filter({ hasText: 'Give it' });
  await field.getByLabel('Account').fill('asel');
  await field.getByLabel('New password').fill('another horse battery');
  await button(page, 'Give it').click();
  await expect(page.getByRole('alert')).toContainText('There is an account «asel» already');
  await looks(page, 'desk-account-taken');
  await field.getByLabel('Account').fill('dana');
  const sent: string[] = [];
  page.on('request', (own) => own.method() === 'POST' && sent.push(own.url()));
  await page.route('**/api/desk/events', async (route) => {
    await new Promise((done) => setTimeout(done, 700));
    await route.continue();
  });
  await button(page, 'Give it').click();
  await field.getByLabel('New password').press('Enter');
  await expect(page.getByText('dana can sign in.')).toBeVisible();
  expect(sent.filter((own) => own.endsWith('/events'))).toHaveLength(1);
  await page.unroute('**/api/desk/events');

  // A closed account is opened again only by whoever means it.
  await page.getByRole('row', { name: /dana/ }).getByRole('button').click();
  await button(page, 'Close the account').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the account' }).click();
  await expect(page.getByText('dana is closed.')).toBeVisible();
  await field.getByLabel('Account').fill('dana');
  await field.getByLabel('New password').fill('another horse battery');
  await button(page, 'Give it').click();
  await expect(page.getByRole('dialog')).toContainText('was closed');
  await page.keyboard.press('Escape');

  await page.goto(`${office.desk}#/settings/partners`);
  await page.getByLabel('Short name').fill('Халык бақылауы');
  await page.getByLabel('What it is called').fill('Halyk');
  await button(page, 'Add').click();
  await expect(page.getByRole('alert')).toContainText('do not fit into addresses');
  await looks(page, 'desk-partner-wrong');
  await page.getByLabel('Short name').fill('halyk');
  await button(page, 'Add').click();
  await expect(page.getByText('Halyk is a partner now')).toBeVisible();
  expect(boss.wrong()).toEqual([]);
  await boss.context.close();

  // Lists: why they cannot be taken yet, and a template that the server takes.
  const asel = await somebody(browser, office);
  await enter(asel.page, office, 'asel');
  await asel.page.goto(`${office.desk}#/people/lists`);
  const take = asel.page.getByRole('button', { name: 'Take it' });
  await expect(take).toHaveAccessibleDescription('Choose a file first.');
  for (const kind of ['stations', 'observers', 'deployments', 'readiness']) {
    await asel.page.getByLabel('List of').selectOption(kind);
    const [download] = await Promise.all([
      asel.page.waitForEvent('download'),
      asel.page.getByRole('button', { name: /^Template/ }).click(),
    ]);
    const file = info.outputPath(`${kind}.csv`);
    await download.saveAs(file);
    await asel.page.getByLabel('File', { exact: true }).setInputFiles(file);
    await expect(take).toHaveAccessibleDescription(/^Try it first/);
    await button(asel.page, 'Try it').click();
    await expect(asel.page.getByText('Nothing is recorded yet.')).toContainText('0 refused');
    if (kind === 'stations') await looks(asel.page, 'desk-list-tried');
    await take.click();
    await expect(asel.page.getByText(`${kind}.csv is in.`)).toBeVisible();
  }

  // A key with a slip in it.
  await goTo(asel.page, 'i', 'Incidents');
  const key = info.outputPath('slip.key');
  const slip = office.identity.endsWith('Q') ? 'P' : 'Q';
  writeFileSync(key, `${office.identity.slice(0, -1)}${slip}\n`);
  await asel.page.getByText("Open sealed parts with the mission's key").click();
  await asel.page.getByLabel('Key file').setInputFiles(key);
  await expect(asel.page.getByRole('alert')).toContainText('A letter of this key is wrong');
  await expect(asel.page.getByText('The key is being opened')).toHaveCount(0);
  expect(asel.wrong()).toEqual([]);
  await asel.context.close();
});

test('a page says whose it is not, and what there is not', async ({ browser }) => {
  await account('ana', 'analyst');
  const clerk = await somebody(browser, office);
  await enter(clerk.page, office, 'clerk-a');
  await clerk.page.goto(`${office.desk}#/stations`);
  await expect(clerk.page.getByText('Your role (clerk) does not see this page.')).toBeVisible();
  await clerk.page.goto(`${office.desk}#/nowhere`);
  await expect(clerk.page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await clerk.context.close();

  const asel = await somebody(browser, office);
  await enter(asel.page, office, 'asel');
  await asel.page.goto(`${office.desk}#/settings/accounts`);
  await expect(
    asel.page.getByText('Your role (coordinator) does not see this page.'),
  ).toBeVisible();
  await asel.page.goto(`${office.desk}#/stations/no-such`);
  await expect(asel.page.getByText('There is no station «no-such».')).toBeVisible();
  await expect(asel.page.getByText('Connection lost')).toHaveCount(0);
  await asel.context.close();

  const ana = await somebody(browser, office);
  await enter(ana.page, office, 'ana');
  await goTo(ana.page, 'r', 'Review');
  await expect(ana.page.locator('.keys')).toContainText('J');
  await expect(ana.page.locator('.keys')).not.toContainText('Verify');
  await ana.page.goto(`${office.desk}#/people/lists`);
  await expect(ana.page.getByText('Your role (analyst) does not see this page.')).toBeVisible();
  await ana.context.close();
});

/** A form with a question that is asked otherwise here. */
const XFORM = `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
  <h:head><h:title>Queues</h:title><model>
    <instance><data id="queues" version="1"><walk/></data></instance>
    <bind nodeset="/data/walk" type="geotrace"/>
  </model></h:head>
  <h:body><input ref="/data/walk"><label>The way</label></input></h:body>
</h:html>`;

test('what is wrong with a form is said in the language of whoever brings it', async ({
  browser,
}) => {
  const { page, context, wrong } = await somebody(browser, office);
  await enter(page, office, 'asel');
  await page.goto(`${office.desk}#/settings/forms`);
  await page.getByLabel('Language').selectOption('ru');
  const bring = async (text: string): Promise<void> => {
    const file = { name: 'queues.xml', mimeType: 'application/xml', buffer: Buffer.from(text) };
    await page.getByLabel('XLSForm или XForm').setInputFiles(file);
    await button(page, 'Проверить').click();
  };
  await bring(XFORM);
  const row = page.getByRole('row').filter({ hasText: '/walk' });
  await expect(row).toContainText('изменено');
  await expect(row).toContainText('тип «geotrace» здесь не спрашивается; ответ вводится текстом');
  await looks(page, 'desk-form-findings');
  expect(wrong()).toEqual([]);
  await bring('<!DOCTYPE data><data/>');
  await expect(page.getByText('Не выполнено: в файле объявлен тип документа')).toBeVisible();
  await context.close();
});

test('read-only and a session that ends are said, and nothing typed is lost', async ({
  browser,
}) => {
  await office.protocol(7, { ...office.sheetOf(7), valid: 1 });
  const { page, context } = await somebody(browser, office);
  await enter(page, office, 'asel');
  await goTo(page, 'r', 'Review');
  await expect(page.locator('.queue li a').first()).toBeVisible();
  const switched = { on: true, reason: 'the log is being moved' };
  await office.record('read-only/1', switched);
  await button(page, 'Verify').click();
  await expect(
    page.getByText('Nothing is taken now: the office was made read-only.'),
  ).toBeVisible();
  await expect(page.getByText('Read-only: the log is being moved')).toBeVisible();
  await looks(page, 'desk-read-only');
  await office.record('read-only/1', { ...switched, on: false });

  // The session ends elsewhere while a reason is typed.
  await page.locator('main').focus();
  await page.keyboard.press('x');
  await page.keyboard.type('the sheet is of last year');
  const address = page.url();
  await office.record('sessions-revoked/1', { account: 'asel' });
  await button(page, 'Reject').last().click();
  await expect(page.getByText('Your session is over.')).toBeVisible();
  await looks(page, 'desk-session-over');
  await page.getByLabel('Account').fill('asel');
  await page.getByLabel('Password').fill(PASSWORD);
  await button(page, 'Sign in').click();
  await expect(page.locator('#reason')).toHaveValue('the sheet is of last year');
  expect(page.url()).toBe(address);
  // Whoever signs out leaves nothing behind.
  await button(page, 'Sign out').click();
  await expect(page.getByLabel('Password')).toBeVisible();
  await expect(page.getByText('Your session is over.')).toHaveCount(0);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('last year');
  await context.close();
});

test('a clerk reloads in the middle of a sheet and goes on where it was', async ({ browser }) => {
  const clerk = await somebody(browser, office);
  const { page } = clerk;
  const own = office.sheetOf(0);
  await office.photographed(own, new Uint8Array(await sheetPhoto(page, linesOf(own))));
  await enter(page, office, 'clerk-a');
  await button(page, 'Next sheet').click();
  await page.locator('#line-0').fill('1 234');
  await page.locator('#line-1').fill('567');
  await page.reload();
  await expect(page.locator('#line-0')).toHaveValue('1 234');
  await expect(page.locator('#line-1')).toHaveValue('567');
  await expect(page.locator('#line-2')).toBeFocused();
  for (const [i, figure] of linesOf(own).entries()) {
    await page.locator(`#line-${i}`).fill(String(figure));
  }
  // Nothing lies over the button.
  await button(page, 'Hand in').click();
  await button(page, /^Send and go on/).click();
  await expect(page.getByText('The sheet is in.')).toBeVisible();
  await expect(page.getByText('There is no sheet for you now.')).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('sheet');
  expect(clerk.wrong()).toEqual([]);
  await clerk.context.close();
});

test('without a server what was known stays, with its time, and comes back', async ({
  browser,
}) => {
  await office.protocol(11, { ...office.sheetOf(11), valid: 1 });
  const { page, context } = await somebody(browser, office);
  await enter(page, office, 'asel');
  await goTo(page, 'r', 'Review');
  await expect(page.locator('.queue li a').first()).toBeVisible();
  const waiting = await page.locator('.queue li a').count();
  await goTo(page, 'p', 'Projection');
  await page.waitForTimeout(500);
  await goTo(page, 's', 'Stations');
  await expect(page.getByText('122 rows')).toBeVisible();
  await office.crash();
  await goTo(page, 'r', 'Review');
  await expect(page.getByText(/No answer from the server. What stands here is of/)).toBeVisible();
  await expect(page.locator('.queue li a')).toHaveCount(waiting);
  await looks(page, 'desk-stale');
  await goTo(page, 'p', 'Projection');
  await expect(page.getByText(/No answer from the server/)).toBeVisible();
  // What was never seen is an error that says so, and no count of 0.
  await page.goto(`${office.desk}#/stations/${office.sampled[9]}`);
  await expect(page.getByText('No answer from the server. What you typed')).toBeVisible();
  await expect(page.getByText('Loading…')).toHaveCount(0);
  await looks(page, 'desk-no-answer');
  await office.revive();
  await button(page, 'Try again').click();
  await expect(page.getByRole('heading', { name: `Station ${office.sampled[9]}` })).toBeVisible();
  await expect(page.getByText(/No answer from the server/)).toHaveCount(0);
  await context.close();
});
