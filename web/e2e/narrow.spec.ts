/** One bar of 2G: 40 kbit/s for everything together, four fifths of a second late, and it breaks. */
import { expect, test } from '@playwright/test';
import { Centre, linesOf } from './centre';
import { narrow } from './narrow';
import { fileCount, figures, join, offlineReady, photograph, tapOf, taps, unlock } from './phone';
import { sheetPhoto } from './picture';

const centre = new Centre();
test.beforeAll(() => centre.start());
test.afterAll(() => centre.stop());
test.setTimeout(600_000);

test('one bar of 2G is enough to join, and for a protocol with its photo', async ({ page }) => {
  const line = await narrow(centre.address, { rate: 5_000, delay: 400 });
  const station = centre.sampled[3] ?? '';
  const code = await centre.observer('o-narrow', station);
  page.setDefaultNavigationTimeout(120_000);
  await join(page, `${line.address}/p/`, code, station);

  // What is counted and filed does not wait for the line.
  await page.getByRole('button', { name: /Count voters/ }).click();
  await taps(page, 12);
  await fileCount(page, 12);
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: /^Results protocol/ }).click();
  const paper = linesOf(centre.sheetOf(3));
  await photograph(page, await sheetPhoto(page, paper));
  await figures(page, paper);
  await page.getByRole('button', { name: 'File the protocol' }).click();
  await expect(page.locator('[data-report]')).toHaveCount(2);

  // The line breaks twice while the photo is on its way.
  for (let times = 0; times < 2; times += 1) {
    const before = line.sent();
    await expect.poll(() => line.sent() - before, { timeout: 120_000 }).toBeGreaterThan(20_000);
    line.cut();
  }
  await expect(page.locator('.card.whole')).toHaveCount(2, { timeout: 240_000 });
  await expect(page.locator('details[data-checked=opened]')).toHaveCount(2, { timeout: 240_000 });
  expect(await centre.known(station)).toHaveLength(2);
  const photos = centre.files('blob').filter((own) => own[0] === 0xff && own[1] === 0xd8);
  expect(photos).toHaveLength(1);

  // All of the app has come too: from now on it opens without any line.
  await offlineReady(page);
  line.close();
  await page.reload();
  await unlock(page);
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: /Count voters/ }).click();
  await expect(tapOf(page)).toContainText('12');
});
