/** What people do in the data centre. */
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
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
  const [foreign, said] = [strangers(page, centre.address), complaints(page)];
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

interface Look {
  language: 'en' | 'ru' | 'kk';
  colorScheme: 'light' | 'dark';
  narrow: boolean;
}
const look = (language: Look['language'], colorScheme: Look['colorScheme'], narrow: boolean) => ({
  language,
  colorScheme,
  narrow,
});
/** Every two of language, colours and width meet in one of them. English comes last and stays. */
const LOOKS: readonly Look[] = [
  look('kk', 'dark', true),
  look('ru', 'light', true),
  look('en', 'dark', false),
];
/** One of each language, for the many states of a page that is looked at elsewhere. */
const FEW: readonly (readonly Look[])[] = [
  [look('kk', 'dark', true), look('ru', 'light', true), look('en', 'light', false)],
  [look('kk', 'light', true), look('ru', 'dark', true), look('en', 'dark', false)],
];

/** Looks at a page in every language, in the dark, and on a narrow screen: one turn of each. */
export const everywhere = (page: Page, name: string): Promise<void> => seen(page, name, LOOKS);

let states = 0;
/** Looks at a state of a page once in each language: the next one in other colours. */
export function inEach(page: Page, name: string): Promise<void> {
  states += 1;
  return seen(page, name, FEW[states % FEW.length] ?? []);
}

async function seen(page: Page, name: string, looks: readonly Look[]): Promise<void> {
  const language = page.locator('select').first();
  const wide = page.viewportSize() ?? { width: 1_280, height: 860 };
  for (const own of looks) {
    await page.setViewportSize(own.narrow ? { width: 320, height: 640 } : wide);
    await page.emulateMedia({ colorScheme: own.colorScheme });
    await language.selectOption(own.language);
    await expect(page.locator('html')).toHaveAttribute('lang', own.language);
    const narrow = own.narrow ? '-narrow' : '';
    await sound(page, `desk-${name}-${own.language}-${own.colorScheme}${narrow}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
}
