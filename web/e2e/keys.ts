/** Somebody with a keyboard and nothing else, who must always see where they are. */
import { createHmac } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';

/** What has the focus: whether it can be seen, and its words for when it cannot. */
async function focused(page: Page): Promise<{ seen: boolean; what: string; why: string }> {
  return page.evaluate(() => {
    const own = document.activeElement as HTMLElement | null;
    // A heading that was given the focus, so that it is read out, does nothing.
    if (!own || own.tabIndex < 0) return { seen: true, what: 'the page', why: '' };
    const what = own.outerHTML.slice(0, 160);
    const no = (why: string) => ({ seen: false, what, why });
    // A file is chosen by its label, which stands for the field.
    const label = own.matches('input[type=file].hidden')
      ? document.querySelector<HTMLElement>(`label[for="${own.id}"]`)
      : null;
    const shown = label ?? own;
    const style = getComputedStyle(shown);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2)
      return no('no outline');
    const box = shown.getBoundingClientRect();
    if (box.width < 8 || box.height < 8) return no('too small');
    const [from, to] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
    if (to - from < 4) return no('out of sight');
    const on = document.elementFromPoint(box.left + box.width / 2, (from + to) / 2);
    const covered = on && !shown.contains(on) && !on.contains(shown) && !on.closest('label');
    return covered ? no(`under ${on.outerHTML.slice(0, 80)}`) : { seen: true, what, why: '' };
  });
}

/** Presses Tab until this has the focus; whatever has it on the way is seen. */
export async function reach(page: Page, target: Locator, key = 'Tab', most = 300): Promise<void> {
  await expect(target).toBeAttached();
  for (let i = 0; i < most; i += 1) {
    if (await target.evaluate((own) => own === document.activeElement)) return;
    await page.keyboard.press(key);
    const { seen, what, why } = await focused(page);
    expect(seen, `the focus cannot be seen (${why}): ${what}`).toBe(true);
  }
  throw new Error(`no way by ${key} to ${String(target)}`);
}

/** Goes to a button or link and presses it. */
export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });

/** After what was done, the focus is somewhere that still is: a heading, a field, what was pressed. */
export async function kept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'nothing'))
    .not.toBe('BODY');
}

/** Goes to a field and types. */
export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Goes to a list of choices and chooses by its letters. */
export async function choose(page: Page, target: Locator, value: string): Promise<void> {
  await reach(page, target);
  const at = await target.evaluate((own, wanted) => {
    const list = own as HTMLSelectElement;
    return [...list.options].findIndex((one) => one.value === wanted) - list.selectedIndex;
  }, value);
  const key = at > 0 ? 'ArrowDown' : 'ArrowUp';
  for (let i = 0; i < Math.abs(at); i += 1) await page.keyboard.press(key);
  await expect(target).toHaveValue(value);
}

/** Chooses a file where the keyboard is: what opens is the system's own window. */
export async function give(page: Page, field: Locator, file: Upload): Promise<void> {
  // Listened for in time: the browser must have heard of it when the key comes.
  const asked = page.waitForEvent('filechooser', { timeout: 60_000 });
  asked.catch(() => undefined);
  await reach(page, field);
  await page.keyboard.press('Enter');
  await (await asked).setFiles(file);
}
type Upload = string | { name: string; mimeType: string; buffer: Buffer };

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of an authenticator app, by RFC 6238; `later`: that of half a minute on. */
export function codeOf(secret: string, later = 0): string {
  const bits = [...secret.replace(/[\s=]/g, '')]
    .map((own) => DIGITS.indexOf(own).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((own) => parseInt(own, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', key).update(step).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}
