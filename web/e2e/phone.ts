/** What an observer does on the phone. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

export const PIN = '271828';
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Every request that left the origin. */
export function strangers(page: Page, origin: string): string[] {
  const found: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(blob|data):/.test(url)) found.push(url);
  });
  return found;
}

/** What the browser itself complains of: faults in scripts, and what the content policy stopped. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) found.push(message.text());
  });
  return found;
}

export async function join(page: Page, origin: string, code: string): Promise<void> {
  await page.goto(`${origin}/#${code}`);
  await page.getByLabel('Choose a PIN').fill(PIN);
  await page.getByLabel('The same PIN again').fill(PIN);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'Station 0017' })).toBeVisible({
    timeout: 60_000,
  });
}

export async function unlock(page: Page): Promise<void> {
  await page.getByLabel('PIN').fill(PIN);
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.locator('main')).not.toContainText('⌫');
}

/** The service worker has all files. */
export async function offlineReady(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const worker = await navigator.serviceWorker.getRegistration();
    return worker?.active?.state === 'activated';
  });
}

/** axe finds nothing, and nothing is wider than the screen. `SHOTS=folder` keeps what was seen. */
export async function sound(page: Page, name: string): Promise<void> {
  // The page is drawn by a script, which comes after the document.
  await page.locator('h1').first().waitFor();
  const shots = process.env['SHOTS'];
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: own } = window as unknown as { axe: { run(): Promise<AxeResults> } };
    const { violations } = await own.run();
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
  });
  expect(found).toEqual([]);
  const over = await page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });
  expect(over).toBeLessThanOrEqual(0);
}

/** Begins a checklist: its first question is there. */
export async function open(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
  await expect(page.locator('progress')).toBeVisible();
}

/** Answers one screen of a checklist, if there is something to answer. */
export async function answer(page: Page): Promise<void> {
  const radio = page.locator('main input[type=radio], main input[type=checkbox]').first();
  const field = page.locator(
    'main input:not([type=radio], [type=checkbox], [type=file]), textarea',
  );
  if ((await field.count()) > 0) {
    const type = await field.first().getAttribute('type');
    const mode = await field.first().getAttribute('inputmode');
    const value = type === 'time' ? '09:15' : mode === 'numeric' ? '3' : 'ordinary';
    if ((await field.first().inputValue()) === '') await field.first().fill(value);
    await field.first().blur();
  } else if ((await radio.count()) > 0) {
    await radio.check();
  }
}

/** Goes on to the next screen; whether there is one. */
export async function next(page: Page): Promise<boolean> {
  const before = await page.locator('h1').innerText();
  await page.getByRole('button', { name: /^(Next|No answer|No more)$/ }).click();
  await expect(page.locator('h1')).not.toHaveText(before);
  return !(await page.getByText('That was the last question').isVisible());
}
