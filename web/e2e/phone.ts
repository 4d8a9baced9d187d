/** What an observer does on the phone. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

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

/**
 * What the browser itself complains of: faults in scripts, and what the content policy stopped; and
 * requests without end, which a server does not survive ten thousand times.
 */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  const latest: number[] = [];
  page.on('request', (request) => {
    // A page that is loaded anew fetches its files; those are counted, not endless.
    if (!request.url().includes('/api/')) return;
    latest.push(Date.now());
    if (latest.length > 60 && Date.now() - (latest.shift() ?? 0) < 2_000)
      found.push(`a storm of requests: ${request.url()}`);
  });
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) found.push(message.text());
  });
  return found;
}

export async function join(page: Page, at: string, code: string, station = '0017'): Promise<void> {
  await page.goto(`${at}#${code}`);
  await page.getByLabel('Choose a PIN').fill(PIN);
  await page.getByLabel('The same PIN again').fill(PIN);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: `Station ${station}` })).toBeVisible({
    timeout: 120_000,
  });
}

/** Opens the locked page. */
export async function unlock(page: Page): Promise<void> {
  await page.getByLabel('PIN').fill(PIN);
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.locator('main')).not.toContainText('⌫');
}

/** The tab dies, as when the phone needs its memory; another one is opened. */
export async function killed(page: Page): Promise<Page> {
  const devtools = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => undefined);
  await gone;
  const next = await page.context().newPage();
  await page.close();
  return next;
}

/** The service worker has all files. */
export async function offlineReady(page: Page): Promise<void> {
  const state = (): Promise<string | undefined> =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.getRegistration();
      return worker?.active?.state;
    });
  await expect.poll(state, { timeout: 120_000 }).toBe('activated');
}

interface Judged {
  axe: { run(page: Document, options: RunOptions): Promise<AxeResults> };
}

/** axe finds nothing, and nothing is wider than the screen. `SHOTS=folder` keeps what was seen. */
export async function sound(page: Page, name: string): Promise<void> {
  // The page is drawn by a script, which comes after the document.
  await page.locator('h1').first().waitFor();
  const shots = process.env['SHOTS'];
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
  // Colours that are on their way to others are nobody's to judge.
  await page.evaluate(() => {
    for (const own of document.getAnimations()) if (own instanceof CSSTransition) own.finish();
  });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: own } = window as unknown as Judged;
    const { violations } = await own.run(document, { resultTypes: ['violations'] });
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

export const tapOf = (page: Page): Locator => page.getByRole('button', { name: /One voter/ });

/** So many voters come. */
export async function taps(page: Page, times: number): Promise<void> {
  const before = Number((await tapOf(page).innerText()).replace(/\D/g, ''));
  for (let i = 0; i < times; i += 1) await tapOf(page).click({ noWaitAfter: true });
  await expect(tapOf(page)).toContainText(String(before + times));
}

/** Files the head count, as far as it was counted, and looks at the outbox. */
export async function fileCount(page: Page, voters: number): Promise<void> {
  await page.getByRole('button', { name: /^File the count until/ }).click();
  await expect(page.getByText(new RegExp(`^${voters} voters until .*: filed`))).toBeVisible();
  await page.getByRole('button', { name: 'Home' }).click();
  await page.getByRole('link', { name: 'Outbox' }).click();
}

/** Fills in a checklist to its end. */
export async function through(page: Page): Promise<void> {
  do await answer(page);
  while (await next(page));
}

/** Answers what stands on one screen of an incident; what others choose is asked after them. */
export async function answerGroup(page: Page, words: string): Promise<void> {
  const sections = page.locator('main section');
  for (let i = 0; i < (await sections.count()); i += 1) {
    const own = sections.nth(i);
    const [list, text] = [own.locator('select:not(.quiet)'), own.locator('textarea')];
    const field = own.locator('input:not([type=radio], [type=checkbox], [type=file])');
    if ((await text.count()) > 0) {
      await text.fill(words);
      await text.blur();
    } else if ((await list.count()) > 0) await list.selectOption({ index: 1 });
    else if ((await field.count()) > 0) {
      const type = await field.getAttribute('type');
      const mode = await field.getAttribute('inputmode');
      const value = type === 'time' ? '09:15' : mode === 'numeric' ? '3' : 'ordinary';
      if ((await field.inputValue()) === '') await field.fill(value);
      await field.blur();
    } else if ((await own.locator('fieldset').count()) > 0) {
      await own.locator('input').first().check();
    }
  }
}

/** Fills in an incident, with these words; it is not filed yet. */
export async function tell(page: Page, words: string): Promise<void> {
  do await answerGroup(page, words);
  while (await next(page));
}

/** Opens what was filed last with this title. */
export async function openReport(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Outbox' }).click();
  await page.locator('.card').getByRole('link', { name: title }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** Photographs the protocol's page. */
export async function photograph(page: Page, buffer: Buffer): Promise<void> {
  const file = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await expect(page.locator('img')).toBeVisible();
}

/** Types the protocol's figures, in its order. */
export async function figures(page: Page, lines: readonly number[]): Promise<void> {
  for (const [i, own] of lines.entries()) {
    await page.locator('.line input').nth(i).fill(String(own));
  }
}
