/** The big screen: what hangs on a wall is not scrolled by anybody. */
import { expect, test } from '@playwright/test';
import { Demo } from './demo';

const demo = new Demo();
test.beforeAll(async () => {
  test.setTimeout(600_000);
  await demo.start(undefined, ['--stations', '200', '--sample', '40']);
});
test.afterAll(() => demo.stop());
test.use({ isMobile: false, hasTouch: false });

// Protects a room that looks at one screen: all of it is there, and larger on a larger screen.
test('fills one screen and no more, in every size', async ({ page, context }) => {
  const [name = '', value = ''] = (await demo.enter('coordinator')).split('=');
  await context.addCookies([{ name, value, url: demo.address }]);
  for (const [width, height, letters] of [
    [1_280, 720, 16],
    [1_920, 1_080, 24],
    [3_840, 2_160, 48],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(`${demo.address}/d/#/wall?big=1`);
    await expect(page.getByRole('button', { name: 'Leave the big screen' })).toBeVisible();
    for (const name of ['Reports by hour', 'What is due', 'Shares with intervals', 'Incidents'])
      await expect(page.getByRole('heading', { name })).toBeInViewport({ ratio: 1 });
    const size = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      height: document.documentElement.scrollHeight,
      letters: parseFloat(getComputedStyle(document.documentElement).fontSize),
    }));
    expect(size.width).toBe(width);
    expect(size.height).toBe(height);
    expect(size.letters).toBeGreaterThanOrEqual(letters);
    // Nothing is cut off at the foot either.
    for (const own of await page.locator('main figure > :first-child + *').all()) {
      const box = await own.boundingBox();
      expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    }
  }
  await page.getByRole('button', { name: 'Leave the big screen' }).click();
  await expect(page.getByRole('button', { name: 'Big screen', exact: true })).toBeVisible();
});
