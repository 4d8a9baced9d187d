/** From an empty server to observers at their stations, by pages alone. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { newId } from '../kit/bytes';
import { Centre, PASSWORD } from './centre';
import { enter, everywhere, goTo, somebody } from './desk';
import { press, write } from './keys';
import { join } from './phone';

/** A server on which nothing is planned, and who is to plan. */
class Empty extends Centre {
  protected override async plan(): Promise<void> {
    await this.ask('POST', '/api/session', { account: 'admin', password: this.password });
  }

  protected override async people(): Promise<void> {
    const roles = { asel: 'coordinator', boss: 'admin', 'clerk-a': 'clerk', 'clerk-b': 'clerk' };
    for (const [id, role] of Object.entries(roles)) {
      const decision = { id: newId(), kind: 'account/1', body: { id, role }, password: PASSWORD };
      await this.ask('POST', '/api/desk/events', decision);
    }
  }
}

const mission = new Empty();
test.beforeAll(() => mission.start());
test.afterAll(() => mission.stop());
test.setTimeout(600_000);

const ELECTION = readFileSync(new URL('../../elections/kazakhstan-2021.toml', import.meta.url));
const REGIONS = ['Almaty/Medeu', 'Almaty/Alatau', 'Oral/Zhanibek'];
/** One has no register, and another one no place. */
const STATIONS = Array.from({ length: 60 }, (_, i) => {
  const register = i === 7 ? '' : 900 + i;
  return `${100 + i},${REGIONS[i % REGIONS.length]},${register},${i === 9 ? ',' : '43.2,76.9'}`;
});
/** Of two lists; shares lie between 0.2 and 0.6. */
const PREVIOUS = Array.from({ length: 60 }, (_, i) => {
  const votes = 100 + ((i * 37) % 60) * 3;
  return `${100 + i},${REGIONS[i % REGIONS.length]},900,500,490,${votes},${490 - votes}`;
});
const file = (name: string, text: string | Buffer) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

/** A step of the page. */
const step = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: new RegExp(`^\\d+\\. ${name}$`) });
const stands = (page: Page, name: string, how: string): Promise<void> =>
  expect(step(page, name).locator('.heading .tag').first()).toHaveText(how);

/** A list comes in: first what would happen, then it is done. */
async function take(page: Page, link: string, own: ReturnType<typeof file>): Promise<void> {
  await page.getByRole('link', { name: link, exact: true }).click();
  await page.getByLabel('File', { exact: true }).setInputFiles(own);
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText('Nothing is recorded yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(page.getByText(`${own.name} is in.`)).toBeVisible();
}

const toPlan = (page: Page): Promise<void> => goTo(page, 'a', 'Preparation');

/** What is saved under a button. */
async function saved(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await button.click();
  const own = await download;
  return { name: own.suggestedFilename(), bytes: readFileSync(await own.path()) };
}

/** The server answers what is asked of an address only when it is told to. */
async function answersLate(page: Page, address: string): Promise<() => Promise<void>> {
  let [on, waiting] = [(): void => undefined, 0];
  const held = new Promise<void>((done) => (on = done));
  await page.route(address, async (route) => {
    waiting += 1;
    await held;
    await route.continue();
  });
  return async () => {
    await expect.poll(() => waiting).toBeGreaterThan(0);
    const read = page.waitForResponse(address);
    on();
    await read;
    await page.unroute(address);
  };
}

test('a coordinator prepares everything by pages alone', async ({ browser, page: phone }) => {
  const asel = await somebody(browser, mission);
  const { page } = asel;
  await enter(page, mission, 'asel');
  await page.getByRole('main').getByRole('link', { name: 'Preparation' }).click();
  await expect(page.getByText('2 of 10 done; to look at: 0')).toBeVisible();
  await stands(page, 'Keys and publishing', 'done');
  await expect(step(page, 'Clerks')).toContainText('2 clerks have an account');
  await expect(step(page, 'Clerks')).not.toContainText('clerk-a');
  await everywhere(page, 'plan-empty');

  // The law and its lists.
  await page.getByRole('link', { name: 'Take in an election.toml' }).click();
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles(file('kazakhstan-2021.toml', ELECTION));
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText('Nothing is recorded yet.')).toContainText('lists: 5');
  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(page.getByText('kazakhstan-2021.toml is in.')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Preparation' }).click();
  await stands(page, 'The election', 'done');
  await expect(step(page, 'The election')).toContainText('98 seats · threshold 7.0%');

  // Time zones: recorded, taken back, recorded.
  const zones = step(page, 'Time zones');
  await zones.getByLabel('Time zone').fill('Asia/Nowhere');
  await zones.getByRole('button', { name: 'Record the zones' }).click();
  await expect(page.getByText('there is no time zone «Asia/Nowhere»')).toBeVisible();
  await zones.getByLabel('Area').fill('Almaty');
  await zones.getByLabel('Time zone').fill('Asia/Almaty');
  await zones.getByRole('button', { name: 'Record the zones' }).click();
  await stands(page, 'Time zones', 'done');
  await expect(page.getByText('The time zones are recorded.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await stands(page, 'Time zones', 'to do');
  // By keys, which go on at the form's heading when it is shut.
  await write(page, zones.getByLabel('Area'), 'Almaty');
  await write(page, zones.getByLabel('Time zone'), 'Asia/Almaty');
  await press(page, zones.getByRole('button', { name: 'Record the zones' }));
  await stands(page, 'Time zones', 'done');
  await expect(zones.locator('summary')).toBeFocused();

  // Stations: one without a register, one without a place, two in an area that has no clock yet.
  const stations = ['station,area,registered,latitude,longitude', ...STATIONS].join('\n');
  await take(page, 'Take in a list of stations', file('stations.csv', stations));
  await toPlan(page);
  await stands(page, 'Polling stations', 'look at this');
  await expect(step(page, 'Polling stations')).toContainText('One has no registered voters');
  await page.getByRole('link', { name: /^One of 60 stations has no place on the map/ }).click();
  await expect(page.getByText('One row of 60')).toBeVisible();
  await expect(page.getByRole('link', { name: '109', exact: true })).toBeVisible();
  await toPlan(page);
  await expect(zones).toContainText('One area has no zone, so its clock is taken to be UTC: Oral');
  await zones.getByText('Change the time zones').click();
  await zones.getByRole('button', { name: 'Add an area' }).click();
  await zones.getByLabel('Area').nth(1).fill('Oral');
  await zones.getByLabel('Time zone').nth(1).fill('Asia/Oral');
  await zones.getByRole('button', { name: 'Record the zones' }).click();
  await stands(page, 'Time zones', 'done');
  await expect(zones).toContainText('2 time zones');

  // The sample: what it would be, the draw, another draw in its place, and the lock.
  const sample = step(page, 'The random sample');
  await sample.getByLabel('Stations to draw').fill('61');
  await expect(sample).toContainText('There are only 60 stations.');
  await sample.getByLabel('Stations to draw').fill('9');
  await sample.getByRole('button', { name: 'See how it divides' }).click();
  await expect(sample.getByRole('row', { name: /^Oral/ })).toHaveText(/20\s*3$/);
  await expect(sample.getByRole('button', { name: 'Draw it' })).toBeDisabled();
  const columns = 'station,area,registered,cast,valid,votes.nur-otan,votes.other';
  const previous = file('2016.csv', [columns, ...PREVIOUS].join('\n'));
  await sample.getByLabel('Result of a past election (CSV)').setInputFiles(previous);
  await sample.getByLabel('Expected to report (%)').fill('70');
  await sample.getByRole('button', { name: 'See how it divides' }).click();
  await expect(sample).toContainText(
    /With 9 stations the result of each list is expected to be within ±\s\d\.\d points at 95%, if 70%/,
  );
  await expect(sample.getByRole('row', { name: /^Nur Otan/ })).toContainText('±');
  await sample.getByLabel('Seed', { exact: true }).fill('3 1 6 6 2');
  const slow = await answersLate(page, '**/api/desk/forms');
  await sample.getByRole('button', { name: 'Draw it' }).click();
  const pvt = sample.getByRole('region', { name: 'Sample pvt', exact: true });
  await expect(pvt).toContainText('9 stations; seed «3 1 6 6 2»; strata: by region');
  await stands(page, 'The random sample', 'look at this');
  await sample.getByText('Draw another sample').click();
  await expect(sample).toContainText('It takes the place of the draw «pvt»');
  await sample.getByLabel('Stations to draw').fill('12');
  await sample.getByLabel('Seed', { exact: true }).fill('5 4 4');
  await sample.getByText('More about the draw').click();
  await sample.getByLabel('Reserve waves').fill('1');
  await sample.getByLabel('Stations in a wave').fill('4');
  await sample.getByRole('button', { name: 'See how it divides' }).click();
  await expect(sample).toContainText('12 stations would be drawn; strata: 2.');
  // Only now the page has read everything again: what was typed meanwhile is still there.
  await slow();
  await everywhere(page, 'plan-sample');
  await sample.getByRole('button', { name: 'Draw it' }).click();
  await expect(pvt).toContainText('12 stations; seed «5 4 4»');
  await expect(pvt.getByRole('button', { name: 'Lock the sample' })).toBeDisabled();
  await press(page, pvt.getByLabel('I know that it stays from then on'), 'Space');
  await press(page, pvt.getByRole('button', { name: 'Lock the sample' }));
  await stands(page, 'The random sample', 'done');

  // Its list is the one that the hash commits to.
  const list = await saved(page, pvt.getByRole('button', { name: 'Save the list (CSV)' }));
  expect(list.name).toBe('sample-pvt.csv');
  const hash = createHash('sha256').update(list.bytes).digest('hex');
  await expect(pvt.locator('code')).toHaveText(hash);
  const rows = list.bytes.toString().trim().split('\n').slice(1);
  const drawn = rows.map((own) => own.split(',')).filter((own) => own[5] === '0');
  const sampled = drawn.map((own) => own[0] ?? '');
  expect(sampled).toHaveLength(12);

  // A reserve wave is used whole; a station that nobody can reach stays in the sample.
  await pvt.getByText('Use a reserve wave').click();
  await pvt.getByLabel('It is used whole and stays so').check();
  await pvt.getByRole('button', { name: 'Use wave 1' }).click();
  await expect(pvt).toContainText('16 stations;');
  await sample.getByText('A station cannot be observed').click();
  const missing = sample.locator('details').last();
  await missing.getByLabel('Station').fill('X-9');
  await expect(missing.getByRole('alert')).toContainText('X-9 is not in the sample');
  await missing.getByLabel('Station').fill(sampled[0] ?? '');
  await missing.getByLabel('Reason').selectOption('not-reached');
  await missing.getByRole('button', { name: 'Record it' }).click();
  await expect(missing.getByRole('listitem')).toContainText('not reached');
  await expect(sample).toContainText('Of one station it is said why nobody can go there');
  await missing.getByRole('button', { name: /^It is observed after all/ }).click();
  await expect(missing.getByRole('listitem')).toHaveCount(0);

  // Forms and deadlines.
  await stands(page, 'Forms', 'to do');
  await page.getByRole('link', { name: 'Publish forms' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).first().click();
  await expect(page.getByRole('row', { name: /Incident/ })).toBeVisible();
  await page.getByRole('button', { name: 'Protocol of the election' }).click();
  await expect(page.getByRole('row', { name: /Results protocol/ })).toBeVisible();
  await toPlan(page);
  await stands(page, 'Forms', 'done');
  await page.getByRole('link', { name: 'Set deadlines and reminders' }).click();
  for (const [at, due] of ['12:00', '18:00'].entries()) {
    const name = `New deadline ${at + 1}`;
    await page.getByRole('button', { name: 'Add a deadline' }).click();
    await page.getByLabel(`Form: ${name}`).selectOption('voting');
    await page.getByLabel(`Counts from: ${name}`).fill('07:00');
    await page.getByLabel(`Due: ${name}`).fill(due);
  }
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('The deadlines are recorded.')).toBeVisible();
  await toPlan(page);
  await stands(page, 'Deadlines and reminders', 'done');

  // Observers, their codes, and where they are: one station of the sample is left without.
  const ids = sampled.slice(1).map((_, i) => `o-${i + 1}`);
  const people = ['observer,language', ...ids.map((id) => `${id},en`)].join('\n');
  await take(page, 'Take in observers, print their codes', file('observers.csv', people));
  await expect(page.getByText('Codes are shown only now.')).toBeVisible();
  const codes = await saved(page, page.getByRole('button', { name: 'Codes as a table' }));
  const code = /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(codes.bytes.toString())?.[0] ?? '';
  const sheet = await saved(page, page.getByRole('button', { name: 'Save the cards to print' }));
  expect(sheet.bytes.toString()).toContain(code);
  await toPlan(page);
  await expect(step(page, 'Observers')).toContainText('Phones that joined: 0 of 11 observers');
  await expect(step(page, 'Observers')).toContainText('Sent to no station: 11');
  const posts = ['observer,station', ...ids.map((id, i) => `${id},${sampled[i + 1] ?? ''}`)];
  await take(page, 'Take in who is where', file('deployments.csv', posts.join('\n')));
  await toPlan(page);
  const observers = step(page, 'Observers');
  await expect(observers).toContainText('Stations of the sample with an observer: 11 of 16');
  await expect(observers.getByRole('link', { name: sampled[0] ?? '', exact: true })).toBeVisible();

  // A phone joins by such a code and is told its station; the page hears of it by itself.
  await join(phone, mission.phone, code, sampled[1] ?? '');
  await expect(observers).toContainText('Phones that joined: 1 of 11 observers', {
    timeout: 60_000,
  });
  await everywhere(page, 'plan-full');
  await observers.getByRole('link', { name: 'all 5' }).click();
  await expect(page.getByText('5 of 60 rows')).toBeVisible();

  // The day is long over: who is silent is one row with all that was missed, and one call.
  await goTo(page, 'w', 'Wall');
  const missed = page.locator('dl.top div').filter({ hasText: 'Missed deadlines' });
  await expect(missed).toContainText('22');
  await expect(missed).toContainText('of 11 observers');
  await page.goto(`${mission.desk}#/people/calls`);
  await expect(page.getByText('Missed deadlines: 22. Silent observers: 11')).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'o-2' });
  await expect(row).toHaveCount(1);
  await row.getByText(/^Voting, 12:00 and 1 more/).click();
  await expect(row.getByRole('listitem').last()).toContainText('Voting, 18:00');
  await everywhere(page, 'silent');
  await row.getByRole('button', { name: 'no answer' }).click();
  await expect(page.getByText('The call to o-2 is noted.')).toBeVisible();
  await expect(row.locator('td').nth(5)).toContainText('no answer');
  expect(asel.wrong()).toEqual([]);
  await asel.context.close();

  // Who gives accounts sees whether there are clerks, and begins the drill.
  const boss = await somebody(browser, mission);
  await enter(boss.page, mission, 'boss');
  await toPlan(boss.page);
  await expect(step(boss.page, 'Clerks')).toContainText('2 clerks have an account');
  await expect(step(boss.page, 'Clerks')).toContainText('They are: clerk-a, clerk-b');
  await stands(boss.page, 'A drill', 'to do');
  await boss.page.getByRole('link', { name: 'Begin or end a drill' }).click();
  await boss.page.getByLabel('Name of the drill').fill('spring');
  await boss.page.getByRole('button', { name: 'Begin the drill' }).click();
  await toPlan(boss.page);
  await expect(step(boss.page, 'A drill')).toContainText('A drill is on now, spring');
  await everywhere(boss.page, 'plan-drill');
  expect(boss.wrong()).toEqual([]);
  await boss.context.close();
});
