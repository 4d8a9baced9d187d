/** What people do in the data centre. */
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Bytes } from '../kit/bytes';
import { PASSWORD, type Centre } from './centre';
import { complaints, sound, strangers } from './phone';

/** A browser of somebody's own, with what it must never do. */
export async function somebody(
  browser: Browser,
  centre: Centre,
  options: object = {},
): Promise<{ page: Page; context: BrowserContext; wrong: () => string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1_280, height: 860 },
    isMobile: false,
    hasTouch: false,
    ...options,
  });
  const page = await context.newPage();
  const origin = new URL(centre.desk).origin;
  const [foreign, said] = [strangers(page, origin), complaints(page)];
  return { page, context, wrong: () => [...foreign, ...said] };
}

/** Signs in without a mouse. */
export async function enter(page: Page, centre: Centre, account: string): Promise<void> {
  await page.goto(centre.desk);
  await page.getByLabel('Account').focus();
  await page.keyboard.type(account);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Pages', exact: true })).toBeVisible();
}

/** Goes to a page by its keys. */
export async function goTo(page: Page, key: string, heading: string | RegExp): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('main').focus();
  await page.keyboard.press('g');
  await page.keyboard.press(key);
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
}

/** Types a sheet and hands it in, by keyboard alone. */
export async function type(page: Page, figures: readonly number[]): Promise<void> {
  await expect(page.locator('#line-0')).toBeFocused();
  for (const figure of figures) {
    await page.keyboard.type(String(figure));
    await page.keyboard.press('Enter');
  }
  await expect(page.locator('#hand-in')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#send-now')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The sheet is in.')).toBeVisible();
}

/** Looks at a page in every language, in the dark, and on a narrow screen. */
export async function everywhere(page: Page, name: string): Promise<void> {
  const language = page.locator('header select').first();
  const wide = page.viewportSize() ?? { width: 1_280, height: 860 };
  for (const own of ['kk', 'ru', 'en']) {
    await language.selectOption(own);
    await expect(page.locator('html')).toHaveAttribute('lang', own);
    await sound(page, `desk-${name}-${own}`);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await sound(page, `desk-${name}-dark`);
  await page.setViewportSize({ width: 320, height: 640 });
  await sound(page, `desk-${name}-narrow-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await sound(page, `desk-${name}-narrow`);
  await page.setViewportSize(wide);
}

/** A photo of a sheet. */
export async function picture(page: Page, lines: readonly number[]): Promise<Bytes> {
  const bytes = await page.evaluate(async (figures) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [900, 1_200];
    const pen = canvas.getContext('2d');
    if (pen) {
      pen.fillStyle = '#f7f3e8';
      pen.fillRect(0, 0, 900, 1_200);
      pen.fillStyle = '#222';
      pen.font = '38px serif';
      pen.fillText('ХАТТАМА / PROTOCOL', 60, 90);
      for (const [i, own] of figures.entries()) {
        pen.fillText(`${i + 1}.`, 60, 180 + i * 80);
        pen.fillText(String(own), 620, 180 + i * 80);
        pen.fillRect(60, 196 + i * 80, 780, 2);
      }
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8));
    return Array.from(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)));
  }, lines);
  return Uint8Array.from(bytes);
}
