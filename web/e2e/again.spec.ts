/**
 * What an observer slips on: a figure that nobody can read, a report that was wrong, a question of
 * the mission, a way back, a call for help.
 */
import { expect, test, type Page } from '@playwright/test';
import { Demo } from './demo';
import { Mission } from './mission';
import {
  PIN,
  answer,
  answerGroup,
  figures,
  join,
  next,
  open,
  openReport,
  photograph,
  sound,
  tell,
  unlock,
} from './phone';
import { sheetPhoto } from './picture';

const mission = new Mission();
test.beforeAll(() => mission.start());
test.afterAll(() => mission.stop());

/** A sheet that adds up, in the protocol's order. */
const PAPER = [2_100, 621, 621, 9, 612, 600, 12, 0, 0, 0];

interface Sent {
  id: string;
  form: string;
  corrects?: string;
  answers: Record<string, { integer?: number }>;
  photos?: { blob: string }[];
  sealed?: { place: string; blob: string }[];
}

/** Every report that leaves the phone, once. */
function leaving(page: Page): Sent[] {
  const found: Sent[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/api/reports')) return;
    const { reports } = request.postDataJSON() as { reports: Sent[] };
    for (const own of reports) if (!found.some((other) => other.id === own.id)) found.push(own);
  });
  return found;
}

async function filed(page: Page, reports: number): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Outbox' })).toBeVisible();
  await expect(page.locator('.card.whole')).toHaveCount(reports, { timeout: 60_000 });
}

test('only what stands on the screen is filed: no figure behind one that cannot be read', async ({
  page,
}) => {
  const sent = leaving(page);
  await join(page, mission.phone, await mission.observer('o-figures'));
  await page.getByRole('button', { name: /^Results protocol/ }).click();
  await figures(page, PAPER);
  await expect(page.getByText('Does it add up?')).toHaveClass(/good/);
  const line = page.locator('.line').nth(4);
  for (const [typed, said] of [
    ['abc', 'A whole number is needed'],
    ['1 000.5', 'A whole number is needed'],
    ['-4', 'A number from 0 to 9,999,999 is needed'],
  ] as const) {
    await line.locator('input').fill(typed);
    await expect(line.getByRole('alert')).toHaveText(said);
    await expect(page.getByText('Does it add up?')).toContainText('wait');
    await page.getByRole('button', { name: /^File/ }).click();
    await expect(page.getByText('This cannot be filed yet')).toBeVisible();
    await expect(line.locator('input')).toBeFocused();
  }
  await sound(page, 'held-back');
  // It is as it stands after a reload too.
  await expect(page.locator('main[data-kept=true]')).toBeVisible();
  await page.reload();
  await unlock(page);
  await expect(line.locator('input')).toHaveValue('-4');
  await expect(line.getByRole('alert')).toBeVisible();
  expect(sent).toEqual([]);
  // Thousands as others write them.
  await line.locator('input').fill('1\u2009612');
  await expect(page.locator('.sums .note').first()).toContainText('(line 5)');
  await expect(page.locator('.sums .note').first()).toContainText('= 1,621');
  await line.locator('input').fill('612');
  await page.getByRole('button', { name: 'File the protocol' }).click();
  await filed(page, 1);
  expect(sent[0]?.answers['valid']).toEqual({ integer: 612 });
});

test('what was filed is looked at and corrected, and what the mission asks back is answered', async ({
  page,
}) => {
  const sent = leaving(page);
  // As Chromium before 112, which cannot be told how a photo is turned.
  await page.addInitScript(() => {
    const made = window.createImageBitmap.bind(window);
    window.createImageBitmap = (picture: ImageBitmapSource, told?: unknown) =>
      typeof told === 'object' ? Promise.reject(new TypeError('from-image')) : made(picture);
  });
  await join(page, mission.phone, await mission.observer('o-again'));
  await page.getByRole('button', { name: /^Results protocol/ }).click();
  await photograph(page, await sheetPhoto(page, PAPER));
  await figures(page, PAPER);
  await page.getByRole('button', { name: 'File the protocol' }).click();
  await filed(page, 1);

  // A protocol is filled in once: what was filed is shown, not begun anew.
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: /^Results protocol/ }).click();
  await expect(page.locator('dl')).toContainText('2,100');
  await sound(page, 'report');
  await page.getByRole('button', { name: 'Correct it or add to it' }).click();
  await expect(page.locator('.line input').nth(0)).toHaveValue('2100');
  await expect(page.getByText('As filed before')).toBeVisible();
  await figures(page, [2_101]);
  await page.getByRole('button', { name: 'File the protocol' }).click();
  await filed(page, 2);
  expect(sent[1]).toMatchObject({
    corrects: sent[0]?.id,
    answers: { registered: { integer: 2101 } },
  });
  // The photo goes along, and is not sent again.
  expect(sent[1]?.photos?.map((own) => own.blob)).toEqual(sent[0]?.photos?.map((own) => own.blob));
  await expect(page.locator('.card').last()).toContainText('Corrected at');
  const story = JSON.stringify(await mission.view('station?station=0017'));
  expect(story).toContain(sent[1]?.id ?? '');

  // The mission asks back: said here and on the first page, with the way to the report.
  const reason = 'Which copy did you see?';
  const report = sent[1]?.id ?? '';
  await mission.record('review/1', { report, verdict: 'call-back', reason });
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.getByText('The mission asks back')).toBeVisible({ timeout: 90_000 });
  await page.getByRole('link', { name: 'Outbox' }).click();
  await sound(page, 'outbox-asked');
  await page.getByRole('link', { name: reason }).click();
  await expect(page.getByRole('status').filter({ hasText: reason })).toBeVisible();
  await page.getByLabel('Your answer in words').fill('The one on the wall; ask Berik.');
  await sound(page, 'report-asked');
  await page.getByRole('button', { name: 'It is right as it stands' }).click();
  await filed(page, 3);
  expect(sent[2]).toMatchObject({ corrects: report, answers: sent[1]?.answers });
  // Words may hold a name: they leave the phone sealed.
  expect(sent[2]?.sealed?.map((own) => own.place)).toEqual(['comment']);
  expect(JSON.stringify(sent)).not.toContain('Berik');
  await expect(page.getByText('The mission asks back')).toHaveCount(0);
});

test('back goes one question back, and the list leads to what is open', async ({ page }) => {
  await join(page, mission.phone, await mission.observer('o-back'));
  await open(page, /^Voting/);
  const first = await page.locator('h1').innerText();
  // Nothing is asked for before anything was touched.
  await expect(page.getByText('Left without an answer')).toHaveCount(0);
  await next(page);
  const second = await page.locator('h1').innerText();
  await answer(page);
  await next(page);
  // The address, which a locked phone shows, says nothing of what is asked.
  expect(page.url()).toMatch(/#\/form\/[0-9a-f]{32}\/[0-9a-z]+$/);
  await page.goBack();
  await expect(page.locator('h1')).toHaveText(second);
  await page.goBack();
  await expect(page.locator('h1')).toHaveText(first);
  // It was left open: now that is said.
  await expect(page.getByText('Left without an answer')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Station 0017' })).toBeVisible();

  await page.getByRole('button', { name: /^Voting/ }).click();
  while (await next(page)) await answer(page);
  await expect(page.getByText(/question.? still need/)).toBeVisible();
  await sound(page, 'end-open');
  await page.getByRole('link', { name: 'Look through it' }).click();
  await expect(page.getByRole('heading', { name: 'Still needs an answer' })).toBeVisible();
  await sound(page, 'list');
  await page.getByRole('link', { name: first }).click();
  await expect(page.locator('h1')).toHaveText(first);
  await answer(page);
  await page.goBack();
  await expect(page.locator('section').filter({ hasText: 'Answered' })).toContainText(first);
});

test('help is one screen and one tap; what happened is added afterwards', async ({ page }) => {
  const sent = leaving(page);
  await join(page, mission.phone, await mission.observer('o-sos'));
  await page.getByRole('button', { name: 'I need help now' }).click();
  await sound(page, 'help');
  await page.getByRole('button', { name: 'Call for help' }).click();
  await expect(page.getByText('The mission has your call for help')).toBeVisible();
  expect(sent[0]?.answers).toMatchObject({ category: { choice: 'help-now' } });
  expect(JSON.stringify(sent[0]?.answers['happened-at'])).toMatch(/\d\d:\d\d/);
  await sound(page, 'help-there');
  await page.getByRole('link', { name: 'Say what happened' }).click();
  await page.getByRole('button', { name: 'Correct it or add to it' }).click();
  await page.getByRole('link', { name: 'How serious is it?' }).click();
  await answerGroup(page, 'ordinary');
  await page.getByRole('button', { name: /^File it now/ }).click();
  await filed(page, 2);
  expect(sent[1]?.corrects).toBe(sent[0]?.id);
  await expect(page.locator('.card').getByRole('link', { name: 'Call for help' })).toHaveCount(2);
});

test('an incident is filed after its first screen, and what was sealed outlives a correction', async ({
  page,
}) => {
  const sent = leaving(page);
  await join(page, mission.phone, await mission.observer('o-incident'));
  await open(page, /^Report an incident/);
  await answerGroup(page, 'ordinary');
  await sound(page, 'incident');
  await page.getByRole('button', { name: /^File it now/ }).click();
  await filed(page, 1);

  // With words this time; their bytes do not get through yet.
  await page.route('**/api/blobs/**', (route) => route.abort());
  await openReport(page, 'Incident');
  await page.getByRole('button', { name: 'Correct it or add to it' }).click();
  await page.getByRole('link', { name: /^What you saw or heard yourself/ }).click();
  await tell(page, 'They took the copy away');
  await page.getByRole('button', { name: /^File it/ }).click();
  await expect(page.getByText('The mission has all reports')).toBeVisible();
  await expect(page.getByText('The mission has everything')).toHaveCount(0);
  await sound(page, 'outbox-parts');
  await page.unroute('**/api/blobs/**');
  await page.getByRole('button', { name: 'Send now' }).click();
  await filed(page, 2);
  await openReport(page, 'Incident');
  await expect(page.getByText('Sealed: this phone cannot open it').first()).toBeVisible();
  await page.getByRole('button', { name: 'Correct it or add to it' }).click();
  await page.getByRole('link', { name: /^To the end/ }).click();
  await page.getByRole('button', { name: /^File it/ }).click();
  await filed(page, 3);
  expect(sent[1]?.sealed?.length).toBeGreaterThan(0);
  expect(sent[2]).toMatchObject({ corrects: sent[1]?.id, sealed: sent[1]?.sealed });
});

test('a PIN that anybody tries first is refused, with the reason', async ({ page }) => {
  await page.goto(`${mission.phone}#${await mission.observer('o-weak')}`);
  for (const own of ['111111', '123456']) {
    await page.getByLabel('Choose a PIN').fill(own);
    await page.getByLabel('The same PIN again').fill(own);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('Too easy to guess')).toBeVisible();
  }
});

test('an example says so on every screen, before anybody has joined too', async ({ page }) => {
  const example = new Demo();
  await example.start('The polls open', ['--stations', '60', '--sample', '12']);
  const phone = `${example.address}/p/`;
  try {
    await page.goto(phone);
    await expect(page.getByText('everything here is made up')).toBeVisible();
    await page.goto('about:blank');
    await page.goto(`${phone}#${example.codes[0] ?? ''}`);
    await page.getByLabel('Choose a PIN').fill(PIN);
    await page.getByLabel('The same PIN again').fill(PIN);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.locator('nav').waitFor();
    for (const place of ['', 'outbox', 'more', 'count', 'help']) {
      await page.goto(`${phone}#/${place}`);
      await expect(page.getByText('everything here is made up')).toBeVisible();
    }
    await page.reload();
    await page.locator('#pin').waitFor();
    await expect(page.getByText('Example', { exact: true })).toBeVisible();
  } finally {
    await example.stop();
  }
});
