/** An observer's day: joined, without a network, killed in between, and nothing is lost or doubled. */
import { Decrypter } from 'age-encryption';
import { expect, test } from '@playwright/test';
import { Mission, forms } from './mission';
import {
  answer,
  complaints,
  join,
  next,
  offlineReady,
  open,
  sound,
  strangers,
  unlock,
} from './phone';

const mission = new Mission();
test.beforeAll(() => mission.start());
test.afterAll(() => mission.stop());

const SECRET = 'Кандидат сказал мне это у окна';

/** A JPEG that says where it was taken. */
async function picture(page: import('@playwright/test').Page): Promise<Buffer> {
  const plain = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2_600, 1_900];
    const pen = canvas.getContext('2d');
    if (pen) {
      pen.fillStyle = '#f7f3e8';
      pen.fillRect(0, 0, 2_600, 1_900);
      pen.fillStyle = '#222';
      for (let i = 0; i < 900; i += 1) {
        pen.fillRect((i * 97) % 2_500, (i * 61) % 1_850, 40 + ((i * 13) % 90), 6);
      }
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
    return Array.from(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)));
  });
  const exif = Buffer.from('Exif\0\0GPSLatitude 43.2380');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  const bytes = Buffer.from(plain);
  return Buffer.concat([
    bytes.subarray(0, 2),
    Buffer.from([0xff, 0xe1]),
    length,
    exif,
    bytes.subarray(2),
  ]);
}

test('a day', async ({ page, context }) => {
  const foreign = strangers(page, mission.origin);
  const wrong = complaints(page);
  await join(page, mission.origin, await mission.observer('o-17'));
  await sound(page, 'home');
  await offlineReady(page);

  // From here on there is no network.
  await context.setOffline(true);
  await page.reload();
  expect(await page.title()).toBe('Pages');
  expect(await page.locator('body').innerText()).not.toMatch(/station|mission|vot|elect|observ/i);
  await sound(page, 'lock');
  await unlock(page);
  await expect(page.getByRole('heading', { name: 'Station 0017' })).toBeVisible();

  // Two hundred voters, and the tab dies in between.
  await page.getByRole('button', { name: /Count voters/ }).click();
  const tap = page.getByRole('button', { name: /One voter/ });
  const taps = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) await tap.click({ noWaitAfter: true });
  };
  await taps(120);
  await expect(tap).toContainText('120');
  await page.reload();
  await unlock(page);
  await expect(tap).toContainText('120');
  await taps(81);
  await page.getByRole('button', { name: 'Take the last one back' }).click();
  await expect(tap).toContainText('200');
  await sound(page, 'count');
  await open(page, /^File the count until/);
  await expect(page.getByRole('textbox')).not.toHaveValue('');
  while (await next(page)) await answer(page);
  await page.getByRole('button', { name: /^File it/ }).click();
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
  do await answer(page);
  while (await next(page));
  // Every question was answered, and every answer is still there.
  await page.getByRole('button', { name: 'File it', exact: true }).click();

  // The protocol, with two digits exchanged: said in words, and filed as the paper has it.
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: /^Results protocol/ }).click();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await picture(page) });
  await expect(page.locator('img')).toBeVisible();
  const form = forms.find((own) => own.kind === 'protocol');
  const lines = (form?.items ?? []).flatMap((item) =>
    'group' in item
      ? item.group.items.flatMap((own) => ('question' in own ? [own.question] : []))
      : [],
  );
  const figures: Record<string, number> = {
    registered: 2_100,
    received: 2_000,
    issued: 1_500,
    unused: 500,
    cast: 1_500,
    invalid: 88,
    valid: 1_421,
  };
  const named = lines.filter((own) => own.ask === 'integer');
  const votes = named.filter((own) => own.id.startsWith('votes.'));
  const share = Math.floor(1_412 / votes.length);
  const value = (id: string): number => {
    const at = votes.findIndex((own) => own.id === id);
    return at < 0 ? (figures[id] ?? 0) : at === 0 ? 1_412 - share * (votes.length - 1) : share;
  };
  for (const [i, line] of named.entries()) {
    await page
      .locator('.line input')
      .nth(i)
      .fill(String(value(line.id)));
  }
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
  for (let more = true; more;) {
    const text = page.locator('textarea').first();
    if (await text.isVisible()) {
      await text.fill(SECRET);
      await text.blur();
    } else if (!(await page.getByRole('button', { name: /Take a photo|position/ }).isVisible())) {
      await answer(page);
    }
    more = await next(page);
  }
  await page.getByRole('button', { name: /^File it/ }).click();
  await expect(page.getByText('4 reports are only on this phone')).toBeVisible();
  await sound(page, 'outbox-offline');

  // Nothing on the device can be read without the PIN.
  const kept = await page.evaluate(async () => {
    const open = indexedDB.open('pages');
    await new Promise((done) => (open.onsuccess = done));
    const all = open.result.transaction('box').objectStore('box').getAll();
    await new Promise((done) => (all.onsuccess = done));
    open.result.close();
    return (all.result as Uint8Array[]).map((own) => new TextDecoder().decode(own)).join('\n');
  });
  expect(kept.length).toBeGreaterThan(10_000);
  expect(kept).not.toMatch(/0017|station|Кандидат|voting/);

  // The network is back, the server dies once more, and then everything arrives.
  await page.reload();
  await mission.crash();
  await context.setOffline(false);
  await unlock(page);
  await page.getByRole('link', { name: 'Outbox' }).click();
  await expect(page.getByText('4 reports are only on this phone')).toBeVisible();
  await mission.revive();
  await expect(page.locator('.card.whole')).toHaveCount(4, { timeout: 60_000 });
  await expect(page.getByText('The mission has everything')).toBeVisible();
  await expect(page.locator('details[data-checked=proof]')).toHaveCount(4, { timeout: 60_000 });
  await sound(page, 'outbox');

  // What the mission has: each report once, the photo without its place, the words sealed.
  const ids = await page
    .locator('[data-report]')
    .evaluateAll((all) => all.map((own) => own.getAttribute('data-report')));
  const story = await mission.view<Record<string, unknown>>('station?station=0017');
  const told = JSON.stringify(story);
  for (const id of ids) expect(told.split(`"${id}"`).length - 1).toBeGreaterThan(0);
  const blobs = mission.files('blob');
  const photos = blobs.filter((own) => own[0] === 0xff && own[1] === 0xd8);
  expect(photos).toHaveLength(1);
  expect(photos[0]?.includes('Exif')).toBe(false);
  expect(photos[0]?.length).toBeLessThan(450_000);
  const decrypter = new Decrypter();
  decrypter.addIdentity(mission.identity);
  const sealed = blobs.filter((own) => own.subarray(0, 14).toString() === 'age-encryption');
  const opened = await Promise.all(sealed.map((own) => decrypter.decrypt(new Uint8Array(own))));
  const words = opened.map((own) => new TextDecoder().decode(own)).join('\n');
  expect(words).toContain(SECRET);
  for (const own of [...mission.files('.'), ...blobs]) expect(own.includes(SECRET)).toBe(false);
  expect(foreign).toEqual([]);
  expect(wrong).toEqual([]);

  // One gesture, and there is nothing.
  await page.getByRole('link', { name: 'More' }).click();
  await sound(page, 'more');
  await page.getByRole('button', { name: 'Lock now' }).click();
  const wipe = page.getByRole('button', { name: /hold to erase everything/ });
  await wipe.dispatchEvent('pointerdown');
  await expect(page.getByText('Empty')).toBeVisible();
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
});
