/**
 * Every screen of the phone is judged in each language at its narrowest, and once as wide as a desk
 * in other colours.
 */
import { expect, test, type Page } from '@playwright/test';
import { Mission } from './mission';
import { PIN, answer, sound } from './phone';

const mission = new Mission();
test.beforeAll(() => mission.start());
test.afterAll(() => mission.stop());

const narrow = { width: 320, height: 640 };
for (const [language, scheme, other] of [
  ['kk', 'dark', 'light'],
  ['ru', 'light', 'dark'],
  ['en', 'dark', 'light'],
] as const) {
  /** A screen on the phone, and on a desk. */
  const look = async (page: Page, name: string): Promise<void> => {
    await sound(page, `${language}-${name}`);
    if (language !== 'en') return;
    await page.setViewportSize({ width: 1_280, height: 860 });
    await page.emulateMedia({ colorScheme: other });
    await sound(page, `${language}-${name}-wide`);
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(narrow);
  };
  const wrongPin = async (page: Page): Promise<void> => {
    await page.locator('#pin').fill('000000');
    await page.locator('#pin').press('Enter');
    await expect(page.locator('[role=status]')).not.toBeEmpty();
  };

  test.describe(`in ${language}, ${scheme}`, () => {
    test.use({ locale: language, viewport: narrow, colorScheme: scheme });

    test('every screen is sound', async ({ page }) => {
      const at = async (place: string): Promise<void> => {
        await page.goto(`${mission.phone}#/${place}`);
        await page.locator('h1').first().waitFor();
      };
      await page.goto(mission.phone);
      await page.locator('input.code').waitFor();
      await look(page, 'code');
      await page.locator('input.code').fill('AAAA');
      await page.locator('button.main').click();
      await expect(page.locator('input[aria-invalid=true]')).toBeVisible();
      await look(page, 'code-wrong');
      await page.goto('about:blank');
      await page.goto(`${mission.phone}#${await mission.observer(`o-${language}`)}`);
      await look(page, 'join');
      for (const field of await page.locator('input').all()) await field.fill(PIN);
      await page.locator('button.main').click();
      await expect(page.getByRole('heading', { name: '0017' })).toBeVisible({ timeout: 120_000 });
      for (const place of ['', 'outbox', 'count']) {
        await at(place);
        await look(page, place || 'home');
      }
      await at('more');
      const pins = page.locator('form input');
      await pins.first().fill('000000');
      await pins.last().fill('12');
      await page.locator('form button').last().click();
      await expect(page.locator('input[aria-invalid=true]').first()).toBeVisible();
      await look(page, 'more');

      const forms = page.locator('button.form .name');
      await at('');
      const names = await forms.allInnerTexts();
      expect(names.length).toBeGreaterThan(3);
      for (const name of names) {
        await at('');
        await forms.getByText(name, { exact: true }).click();
        await expect(page.locator('progress, .line').first()).toBeVisible();
        if ((await page.locator('.line').count()) > 0) await sums(page);
        await look(page, 'form');
      }

      // An incident is filed to its end, and its receipt is opened.
      await at('');
      await page.locator('button.large').last().click();
      await expect(page.locator('progress')).toBeVisible();
      await look(page, 'question');
      for (let more = true; more;) {
        await answer(page);
        const before = await page.locator('h1').innerText();
        await page.locator('footer button, .stack button').last().click();
        await expect(page.locator('h1')).not.toHaveText(before);
        const bar = page.locator('progress');
        more = (await bar.getAttribute('value')) !== (await bar.getAttribute('max'));
      }
      await look(page, 'end');
      await page.locator('button.main').click();
      await expect(page.locator('details[data-checked]')).toHaveCount(1, { timeout: 120_000 });
      await page.locator('summary').click();
      await look(page, 'outbox-filed');

      await page.reload();
      await page.locator('#pin').waitFor();
      await wrongPin(page);
      await look(page, 'lock');
      const wipe = page.locator('.keys button').nth(9);
      await wipe.dispatchEvent('pointerdown');
      await expect(page.locator('main.gone')).toBeVisible();
      await look(page, 'gone');
    });
  });
}

/** Figures that do not add up: the sentences that say so are on the screen. */
async function sums(page: Page): Promise<void> {
  for (const [i, line] of (await page.locator('.line input').all()).entries()) {
    await line.fill(String(i === 0 ? 2_000 : 900 - i * 7));
  }
  await expect(page.locator('.sums .note').first()).toBeVisible();
}
