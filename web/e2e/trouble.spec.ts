/** What goes wrong on the day: two tabs, a full phone, a wrong clock, a lost answer, a lie. */
import { expect, test } from '@playwright/test';
import { Mission } from './mission';
import { PIN, answer, join, next, offlineReady, open, tapOf, through, unlock } from './phone';

const mission = new Mission();
test.beforeAll(() => mission.start());
test.afterAll(() => mission.stop());

test('two tabs count together, and what both file is one report', async ({ page, context }) => {
  await join(page, mission.phone, await mission.observer('o-two'));
  const other = await context.newPage();
  await other.goto(mission.phone);
  await unlock(other);
  for (const own of [page, other]) {
    await own.getByRole('button', { name: /Count voters/ }).click();
  }
  await Promise.all(
    [page, other].map(async (own) => {
      for (let i = 0; i < 10; i += 1) await tapOf(own).click();
    }),
  );
  for (const own of [page, other]) await expect(tapOf(own)).toContainText('20');

  // The same draft, filed in both at once. A tab behind another draws once a second only.
  await page.bringToFront();
  await page.getByRole('button', { name: 'Home' }).click();
  await open(page, /^Voting/);
  await through(page);
  await other.goto(page.url());
  await other.reload();
  await unlock(other);
  await expect(other.getByText('That was the last question')).toBeVisible();
  await Promise.all(
    [page, other].map((own) =>
      own
        .getByRole('button', { name: /^File it/ })
        .evaluate((button: HTMLElement) => button.click()),
    ),
  );
  await page.goto(`${mission.phone}#/outbox`);
  await expect(page.locator('.card.whole')).toHaveCount(1, { timeout: 120_000 });
  await expect(page.locator('.card')).toHaveCount(1);
  const story = JSON.stringify(await mission.view('station?station=0017'));
  const id = await page.locator('[data-report]').getAttribute('data-report');
  expect(id).not.toBeNull();
  expect(story).toContain(id ?? '');
});

test('a full phone says so, counts nothing that it could not keep, and goes on', async ({
  page,
  context,
}) => {
  const devtools = await context.newCDPSession(page);
  const quota = (quotaSize: number) =>
    devtools.send('Storage.overrideQuotaForOrigin', { origin: mission.address, quotaSize });
  await quota(8_000_000);
  await join(page, mission.phone, await mission.observer('o-full'));
  await offlineReady(page);
  await page.getByRole('button', { name: /Count voters/ }).click();
  await tapOf(page).click();
  await expect(tapOf(page)).toContainText('1');
  // Something else fills the phone to the last hundred bytes.
  await page.evaluate(async () => {
    const open = indexedDB.open('filler');
    open.onupgradeneeded = () => open.result.createObjectStore('all', { autoIncrement: true });
    await new Promise((done) => (open.onsuccess = done));
    const fits = (size: number) =>
      new Promise<boolean>((done) => {
        const work = open.result.transaction('all', 'readwrite');
        work.objectStore('all').add(crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536))));
        work.oncomplete = () => done(true);
        work.onabort = () => done(false);
      });
    for (let size = 65_536; size >= 64; size /= 2) while (await fits(size));
    open.result.close();
  });
  await tapOf(page).click();
  await expect(page.getByText('This tap was NOT counted')).toBeVisible();
  await expect(tapOf(page)).toContainText('1');
  await quota(50_000_000);
  await tapOf(page).click();
  await expect(tapOf(page)).toContainText('2');
  await page.reload();
  await unlock(page);
  await expect(tapOf(page)).toContainText('2');
});

test('a clock that is three hours fast is said, and reports carry it', async ({ page }) => {
  await page.clock.install({ time: Date.now() + 3 * 3_600_000 });
  await page.clock.resume();
  await join(page, mission.phone, await mission.observer('o-clock'));
  await expect(page.getByText(/This phone's clock is 1(79|80|81) minutes fast/)).toBeVisible();
  await open(page, /^Voting/);
  do await answer(page);
  while (await next(page));
  const sent = page.waitForRequest((own) => own.url().endsWith('/api/reports'));
  await page.getByRole('button', { name: /^File it/ }).click();
  const body = (await sent).postDataJSON() as { reports: { clock: number }[] };
  expect(Math.abs((body.reports[0]?.clock ?? 0) - 10_800)).toBeLessThan(60);
});

test('a lost answer spends no code: the same phone asks again and joins', async ({ page }) => {
  const asked: number[] = [];
  await page.route('**/api/join', async (route) => {
    asked.push(Date.now());
    if (asked.length > 1) return route.continue();
    // The server has spent the code; the answer does not arrive.
    const answer = await route.fetch();
    expect(answer.status()).toBe(200);
    await route.abort('connectionreset');
  });
  // At once, whatever the time: the phone's clock stands until it has asked.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const joined = join(page, mission.phone, await mission.observer('o-lost'));
  await expect.poll(() => asked.length).toBe(1);
  await page.clock.resume();
  await joined;
  // Once more, and not at once: there may be ten thousand phones.
  expect(asked.length).toBe(2);
  expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(5_000);
  await page.reload();
  await unlock(page);
  await expect(page.getByRole('heading', { name: 'Station 0017' })).toBeVisible();
});

test('a line that breaks while the page loads is told, and it goes on by itself', async ({
  browser,
}) => {
  // Before the worker has the files: later nothing has to be loaded.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  let broken = true;
  await page.route(/assets\/Frame-.*\.js$/, (own) => (broken ? own.abort() : own.continue()));
  await page.goto(`${mission.phone}#${await mission.observer('o-broken')}`);
  await page.getByLabel('Choose a PIN').fill(PIN);
  await page.getByLabel('The same PIN again').fill(PIN);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('It goes on by itself')).toBeVisible();
  broken = false;
  await expect(page.getByRole('heading', { name: 'Station 0017' })).toBeVisible();
  await expect(page.getByText('without a network this page does not open yet')).toBeVisible();
  await context.close();
});

test('a wrong PIN opens nothing, and guessing is slowed down', async ({ page }) => {
  await join(page, mission.phone, await mission.observer('o-pin'));
  await page.reload();
  for (let i = 0; i < 5; i += 1) {
    await page.getByLabel('PIN').fill(`99999${i}`);
    await page.getByRole('button', { name: 'Open' }).click();
    await expect(page.getByRole('status')).toHaveText(i < 4 ? 'Not right' : /Wait \d+ s/);
    if (i < 4) await expect(page.getByRole('button', { name: 'Open' })).toBeEnabled();
  }
  await page.reload();
  await expect(page.getByRole('status')).toHaveText(/Wait \d+ s/);
  await expect(page.getByLabel('PIN')).toBeDisabled();
});

test('a mission that shows something else than it signed is found out', async ({ page }) => {
  await page.route('**/api/receipts/*', async (route) => {
    const answer = await route.fetch();
    if (answer.status() !== 200) return route.fulfill({ response: answer });
    const told = (await answer.json()) as { entry: string };
    const entry = told.entry.replace('"station":"0017"', '"station":"0018"');
    expect(entry).not.toBe(told.entry);
    return route.fulfill({ response: answer, json: { ...told, entry } });
  });
  await join(page, mission.phone, await mission.observer('o-lied-to'));
  await open(page, /^Voting/);
  do await answer(page);
  while (await next(page));
  await page.getByRole('button', { name: /^File it/ }).click();
  await expect(page.locator('details[data-checked=wrong]')).toHaveCount(1, { timeout: 120_000 });
  await expect(page.getByRole('alert')).toContainText('THE RECEIPT IS WRONG');
});

test('a call for help needs one gesture, and a short touch is none', async ({ page }) => {
  await join(page, mission.phone, await mission.observer('o-help'));
  const help = page.getByRole('button', { name: 'I need help now' });
  await help.click();
  await page.waitForTimeout(2_000);
  await page.goto(`${mission.phone}#/outbox`);
  await expect(page.locator('.card')).toHaveCount(0);
  await page.goto(`${mission.phone}#/`);
  const sent = page.waitForRequest((own) => own.url().endsWith('/api/reports'));
  await help.focus();
  await page.keyboard.down('Enter');
  await expect(page.getByText(/call for help is on its way|has your call for help/)).toBeVisible();
  await page.keyboard.up('Enter');
  await page.goto(`${mission.phone}#/outbox`);
  await expect(page.locator('.card.whole')).toHaveCount(1, { timeout: 120_000 });
  expect((await sent).postData()).toContain('help-now');
});
