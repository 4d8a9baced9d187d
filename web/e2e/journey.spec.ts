/**
 * One report from the observer's first tap to the public's page: counted, filed and photographed
 * without a network, killed in between; sent, with receipts that hold elsewhere; typed twice,
 * looked at, projected, published. Nothing is lost, doubled, or readable by whom it is not for.
 */
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Decrypter } from 'age-encryption';
import { expect, test, type Browser, type Page, type TestInfo } from '@playwright/test';
import { Centre, linesOf, type Sheet } from './centre';
import { enter, goTo, somebody, type } from './desk';
import { handOut, sanaq } from './mission';
import {
  answer,
  complaints,
  fileCount,
  figures,
  join as joined,
  killed,
  next,
  offlineReady,
  open,
  photograph,
  sound,
  strangers,
  tapOf,
  taps,
  tell,
  through,
  unlock,
} from './phone';
import { largePhoto, sheetPhoto, withPlace } from './picture';

const centre = new Centre();
/** Where a web server would hand out the public files. */
const PUBLIC = 'https://mission.example/votes/';
test.beforeAll(async ({}, info) => {
  centre.flags.push('--public', info.outputPath('public'), '--public-address', PUBLIC);
  await centre.start();
});
test.afterAll(() => centre.stop());
test.setTimeout(600_000);

const SECRET = 'Кандидат сказал мне это у окна';
/** What the paper says. */
const PAPER: Sheet = {
  registered: 2_100,
  issued: 1_500,
  cast: 1_500,
  invalid: 88,
  valid: 1_412,
  votes: [1_012, 140, 130, 80, 50],
};

test('from a tap to the public page', async ({ page: first, context, browser }, info) => {
  const [foreign, wrong] = [strangers(first, centre.address), complaints(first)];
  const station = centre.sampled[2] ?? '';
  const code = await centre.observer('o-17', station);
  await joined(first, centre.phone, code, station);
  await sound(first, 'home');
  await offlineReady(first);
  await context.setOffline(true);
  const page = await observed(first, station);
  await readable(page);

  // The network is back, the server dies once more, and then everything arrives.
  await page.reload();
  await centre.crash();
  await context.setOffline(false);
  await unlock(page);
  await page.getByRole('link', { name: 'Outbox' }).click();
  await expect(page.getByText('4 reports are only on this phone')).toBeVisible();
  await centre.revive();
  await expect(page.locator('.card.whole')).toHaveCount(4, { timeout: 120_000 });
  await expect(page.getByText('The mission has everything')).toBeVisible();
  await expect(page.locator('details[data-checked=opened]')).toHaveCount(4, { timeout: 120_000 });
  await sound(page, 'outbox');
  await receipts(page, info);
  const ids = await page
    .locator('[data-report]')
    .evaluateAll((all) => all.map((own) => own.getAttribute('data-report') ?? ''));
  await arrived(ids, station);
  expect([...foreign, ...wrong]).toEqual([]);

  await decided(browser, ids, station);
  await published(browser, info);
  await wiped(page);
});

/** All that an observer does, without a network; the tab that is left. */
async function observed(first: Page, station: string): Promise<Page> {
  await first.reload();
  expect(await first.title()).toBe('Pages');
  expect(await first.locator('body').innerText()).not.toMatch(/station|mission|vot|elect|observ/i);
  await sound(first, 'lock');
  await unlock(first);
  await expect(first.getByRole('heading', { name: `Station ${station}` })).toBeVisible();

  // Two hundred voters, and the tab dies in between.
  await first.getByRole('button', { name: /Count voters/ }).click();
  await taps(first, 120);
  const page = await killed(first);
  await page.goto(`${centre.phone}#/count`);
  await unlock(page);
  await expect(tapOf(page)).toContainText('120');
  await taps(page, 81);
  await page.getByRole('button', { name: 'Take the last one back' }).click();
  await expect(tapOf(page)).toContainText('200');
  await sound(page, 'count');
  // The count and the hour are known: one tap files them, and the next touch not again.
  await fileCount(page, 200);
  await expect(page.getByText('One report is only on this phone')).toBeVisible();

  // A checklist, left in the middle and found again.
  await page.getByRole('link', { name: 'Home' }).click();
  await open(page, /^Voting/);
  for (let i = 0; i < 4; i += 1) {
    await answer(page);
    await next(page);
  }
  const question = await page.locator('h1').innerText();
  await sound(page, 'question');
  await page.reload();
  await unlock(page);
  await expect(page.locator('h1')).toHaveText(question);
  await through(page);
  // Every question was answered, and every answer is still there.
  await page.getByRole('button', { name: 'File it', exact: true }).click();

  // The protocol, with two digits exchanged: said in words, and filed as the paper has it.
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: /^Results protocol/ }).click();
  await photograph(page, withPlace(await largePhoto(page)));
  await page.getByRole('button', { name: 'Remove' }).click();
  await photograph(page, withPlace(await sheetPhoto(page, linesOf(PAPER))));
  await figures(page, linesOf({ ...PAPER, valid: 1_421 }));
  const sums = page.locator('.sums .note').first();
  await expect(sums).toContainText('With 1,412 instead of 1,421 in line 5');
  await sums.evaluate((own) => own.scrollIntoView());
  await sound(page, 'protocol');
  await page.reload();
  await unlock(page);
  await expect(page.locator('.line input').nth(0)).toHaveValue('2100');
  await page.getByRole('button', { name: 'File it as the paper says' }).click();

  // An incident, whose words only the security officer may read.
  await page.getByRole('link', { name: 'Home' }).click();
  await open(page, /^Report an incident/);
  await tell(page, SECRET);
  await page.getByRole('button', { name: /^File it/ }).click();
  await expect(page.getByText('4 reports are only on this phone')).toBeVisible();
  await sound(page, 'outbox-offline');
  return page;
}

/** Nothing on the device can be read without the PIN. */
async function readable(page: Page): Promise<void> {
  const kept = await page.evaluate(async () => {
    const open = indexedDB.open('pages');
    await new Promise((done) => (open.onsuccess = done));
    const all = open.result.transaction('box').objectStore('box').getAll();
    await new Promise((done) => (all.onsuccess = done));
    open.result.close();
    return (all.result as Uint8Array[]).map((own) => new TextDecoder().decode(own)).join('\n');
  });
  expect(kept.length).toBeGreaterThan(10_000);
  expect(kept).not.toMatch(/Almaty|station|Кандидат|voting/);
}

/** The receipts hold by themselves, with the log's key; one that was changed does not. */
async function receipts(page: Page, info: TestInfo): Promise<void> {
  const keys = info.outputPath('mission.keys');
  const shown = sanaq('keys', 'show', '--data', centre.data);
  writeFileSync(keys, shown.said);
  const [file, checked] = [info.outputPath('receipt.txt'), ['verify', 'receipt', '--key', keys]];
  const opened = page.locator('details[data-checked=opened]');
  await opened.first().locator('summary').click();
  await expect(opened.first()).toContainText('the log holds this report as you filed it');
  await expect(opened.first()).toContainText('it is from you, with the same form, station');
  await sound(page, 'outbox-opened');
  for (const own of await page.locator('details[data-checked=opened] pre').all()) {
    const receipt = (await own.textContent()) ?? '';
    writeFileSync(file, receipt);
    expect(sanaq(...checked, file)).toMatchObject({ code: 0 });
    writeFileSync(
      file,
      receipt.replace(/^index (\d+)/m, (_, at) => `index ${Number(at) + 1}`),
    );
    expect(sanaq(...checked, file)).toMatchObject({ code: 2 });
  }
}

/** What the mission has: each report once, the photo without its place, the words sealed. */
async function arrived(ids: string[], station: string): Promise<void> {
  // An administrator does not see the incident; a coordinator will.
  const seen = await centre.known(station);
  expect(seen).toHaveLength(ids.length - 1);
  expect(ids).toEqual(expect.arrayContaining(seen));
  const blobs = centre.files('blob');
  const photos = blobs.filter((own) => own[0] === 0xff && own[1] === 0xd8);
  expect(photos).toHaveLength(1);
  expect(photos[0]?.includes('Exif')).toBe(false);
  expect(photos[0]?.length).toBeLessThan(450_000);
  const decrypter = new Decrypter();
  decrypter.addIdentity(centre.identity);
  const sealed = blobs.filter((own) => own.subarray(0, 14).toString() === 'age-encryption');
  const opened = await Promise.all(sealed.map((own) => decrypter.decrypt(new Uint8Array(own))));
  const words = opened.map((own) => new TextDecoder().decode(own)).join('\n');
  expect(words).toContain(SECRET);
  for (const own of [...centre.files('.'), ...blobs]) expect(own.includes(SECRET)).toBe(false);
}

/** The data centre: seen, typed twice, looked at, projected. */
async function decided(browser: Browser, ids: string[], station: string): Promise<void> {
  for (let nth = 0; nth < 46; nth += 1) {
    if (nth !== 2) await centre.protocol(nth, centre.sheetOf(nth));
  }
  const asel = await somebody(browser, centre);
  const { page } = asel;
  await enter(page, centre, 'asel');
  await page.goto(`${centre.desk}#/stations/${station}`);
  // Head counts are lines of a table; what is folded is opened.
  const told = page.locator('article[id^="report-"], th[scope=row] a[href^="#/review/"]');
  await expect(page.locator('main details').first()).toBeVisible();
  await page.evaluate(() =>
    document
      .querySelectorAll<HTMLDetailsElement>('main details')
      .forEach((own) => (own.open = true)),
  );
  await expect(told).toHaveCount(ids.length);
  for (const own of ids) {
    const one = page.locator(`#report-${own}, th[scope=row] a[href^="#/review/${own}"]`);
    await expect(one.first()).toBeVisible();
  }
  await goTo(page, 'i', 'Incidents');
  await expect(page.locator('.queue').getByText(station)).toBeVisible();
  await expect(page.getByText(SECRET)).toHaveCount(0);

  // Two clerks, each alone, read the paper; the observer had typed otherwise.
  for (const clerk of ['clerk-a', 'clerk-b']) {
    const own = await somebody(browser, centre);
    await enter(own.page, centre, clerk);
    await own.page.getByRole('button', { name: 'Next sheet' }).press('Enter');
    await expect(own.page.locator('.view img')).toBeVisible();
    await own.page.locator('#line-0').focus();
    await type(own.page, linesOf(PAPER));
    expect(own.wrong()).toEqual([]);
    await own.context.close();
  }
  await goTo(page, 'r', 'Review');
  await page.getByRole('link', { name: `${station} Protocol` }).click();
  await expect(page.getByText('1,412').first()).toBeVisible();
  await page.locator('main').focus();
  await page.keyboard.press('v');
  await expect(page.getByText(`${station}: verified`)).toBeVisible();

  await goTo(page, 'p', 'Projection');
  await expect(page.getByRole('heading', { name: 'The likeliest parliament' })).toBeVisible({
    timeout: 120_000,
  });
  await expect(page.getByText(/46 protocols/)).toBeVisible();
  // What is projected are the clerks' figures, not the observer's.
  const taken = await page.request.get(`${centre.address}/api/desk/projection/protocols.csv`);
  const line = (await taken.text()).split('\n').find((own) => own.startsWith(`${station},`));
  expect(line).toContain('1412');
  expect(line).not.toContain('1421');
  expect(asel.wrong()).toEqual([]);
  await asel.context.close();
}

/** Published: files that any web server hands out, read without scripts. */
async function published(browser: Browser, info: TestInfo): Promise<void> {
  await centre.publish('Commission', 5);
  const asel = await somebody(browser, centre);
  await enter(asel.page, centre, 'asel');
  await goTo(asel.page, 'b', 'Publish');
  await asel.page.getByLabel(/I have read the page in every language/).check();
  await asel.page.getByRole('button', { name: 'Publish version 1' }).click();
  await expect(asel.page.getByText('Version 1 is published.')).toBeVisible();
  // The page says where everybody reads it, and leads there when it is there.
  await expect(asel.page.getByRole('link', { name: PUBLIC })).toBeVisible();
  const listed = asel.page.getByRole('region', { name: 'What was published' });
  await expect(listed.getByRole('link', { name: 'қазақ тілі' })).toHaveAttribute(
    'href',
    `${PUBLIC}result-1-kk.html`,
    { timeout: 90_000 },
  );
  await sound(asel.page, 'published');
  await asel.context.close();
  const [folder, keys] = [info.outputPath('public'), info.outputPath('mission.keys')];
  const verify = (own = folder) => sanaq('verify', 'published', own, '--key', keys);
  await expect
    .poll(() => existsSync(path.join(folder, 'result-1-en.html')), { timeout: 90_000 })
    .toBe(true);
  expect(verify()).toMatchObject({ code: 0 });
  const site = await handOut(folder);
  const reader = await browser.newContext({ javaScriptEnabled: false });
  const page = await reader.newPage();
  const foreign = strangers(page, site.address);
  await page.goto(site.address);
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('body')).toContainText('Commission');
  expect(await page.locator('script').count()).toBe(0);
  expect(foreign).toEqual([]);
  await reader.close();
  const looker = await browser.newPage();
  for (const language of ['en', 'ru', 'kk']) {
    await looker.goto(`${site.address}result-1-${language}.html`);
    await expect(looker.locator('html')).toHaveAttribute('lang', language);
    for (const colorScheme of ['light', 'dark'] as const) {
      await looker.emulateMedia({ colorScheme });
      await sound(looker, `public-${language}-${colorScheme}`);
    }
    await readAtOnce(looker);
  }
  await looker.goto(`${site.address}log.html`);
  await sound(looker, 'public-log');
  await looker.setViewportSize({ width: 320, height: 640 });
  await sound(looker, 'public-log-narrow');
  await looker.close();
  site.close();
  // A copy, since the server puts right what it keeps.
  const copy = info.outputPath('copy');
  cpSync(folder, copy, { recursive: true });
  expect(verify(copy)).toMatchObject({ code: 0 });
  writeFileSync(`${copy}/result-1.json`, '{}');
  expect(verify(copy)).toMatchObject({ code: 2 });
}

/** The answer stands on the first screen; the narrowest phone reads all; paper has what is closed. */
async function readAtOnce(page: Page): Promise<void> {
  const answer = page.locator('#answer');
  for (const [width, height] of [
    [1280, 800],
    [360, 640],
  ] as const) {
    await page.setViewportSize({ width, height });
    const box = await answer.boundingBox();
    expect(box && box.y + box.height, `${page.url()} at ${width}`).toBeLessThanOrEqual(height);
  }
  const closed = page.locator('details:not([open]) table').first();
  await expect(closed).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(closed).toBeVisible();
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 640 });
  for (const own of await page.locator('summary').all()) await own.click();
  await expect(closed).toHaveCount(0);
  await sound(page, `public-narrow-${await page.locator('html').getAttribute('lang')}`);
  await page.setViewportSize({ width: 360, height: 740 });
}

/** One gesture, and there is nothing. */
async function wiped(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'More' }).click();
  await sound(page, 'more');
  await page.getByRole('button', { name: 'Lock now' }).click();
  const wipe = page.getByRole('button', { name: /hold to erase everything/ });
  await wipe.dispatchEvent('pointerdown');
  await expect(page.getByText('Empty')).toBeVisible();
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
}
