/**
 * Pictures of every page of an example election, for people to look at: `SHOTS=folder`, else
 * `web/shots`. Nothing here passes or fails but what could not be opened.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { Demo } from './demo';
import { PIN, answer } from './phone';

const demo = new Demo();
const folder = process.env['SHOTS'] ?? 'shots';
/** Only names with one of these in them. */
const only = (process.env['ONLY'] ?? '').split(',');
const isWanted = (name: string): boolean => only.some((own) => name.includes(own));
test.setTimeout(3_600_000);
test.beforeAll(async () => {
  test.setTimeout(900_000);
  mkdirSync(folder, { recursive: true });
  await demo.start();
});
test.afterAll(() => demo.stop());

interface Look {
  name: string;
  language: string;
  scheme: 'light' | 'dark';
  width: number;
  height: number;
}
const wide = { width: 1_280, height: 860 };
const narrow = { width: 360, height: 740 };
const light = 'light' as const;
const dark = 'dark' as const;
const LOOKS: Look[] = [
  { name: 'en', language: 'en', scheme: light, ...wide },
  { name: 'ru', language: 'ru', scheme: light, ...wide },
  { name: 'kk', language: 'kk', scheme: light, ...wide },
  { name: 'dark', language: 'en', scheme: dark, ...wide },
  { name: 'narrow', language: 'en', scheme: light, ...narrow },
  { name: 'narrow-dark', language: 'ru', scheme: dark, ...narrow },
];

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** A browser as it looks, with somebody signed in. */
async function seat(browser: Browser, look: Look, account: string): Promise<BrowserContext> {
  const { width, height } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: look.scheme,
    isMobile: width < 600,
    hasTouch: width < 600,
  });
  await context.addInitScript((own) => localStorage.setItem('language', own), look.language);
  if (account) {
    const [name = '', value = ''] = (await demo.enter(account)).split('=');
    await context.addCookies([{ name, value, url: demo.address }]);
  }
  return context;
}

/** The page is drawn, and what it asked for is there. */
async function drawn(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('main [role=status].quiet') === null ||
      !/…$/.test(document.querySelector('main [role=status].quiet')?.textContent?.trim() ?? ''),
  );
  await page.waitForTimeout(600);
}

/** Who opens what. */
const SEATS: Record<string, readonly string[]> = {
  '': [''],
  coordinator: [
    'wall',
    'wall?big=1',
    'stations',
    'stations/one',
    'review',
    'repairs',
    'repairs/numbers',
    'sheets',
    'sheets/clerks',
    'sheets/known',
    'incidents',
    'projection',
    'official',
    'fingerprints',
    'result',
    'history',
    'turnout',
    'people',
    'people/one',
    'people/calls',
    'people/enter',
    'people/messages',
    'people/lists',
    'people/print',
    'plan',
    'settings',
    'settings/day',
    'settings/locks',
    'settings/forms',
    'settings/keys',
    // The last: what is begun there asks before it is left.
    'settings/deadlines',
  ],
  admin: [
    'history/trail',
    'settings/accounts',
    'settings/partners',
    'settings/backup',
    'settings/switches',
  ],
  clerk: ['transcribe'],
  officer: ['incidents', 'settings/forgetting'],
};

/** What is done on a page before it has something to show; nothing: it is opened. */
const ACTS: Record<string, (page: Page) => Promise<void>> = {
  // The story of a station that has something to tell.
  'stations/one': async (page) => {
    await open(page, 'stations?sort=-flags');
    await page.locator('[data-at="0"] a').first().click();
  },
  'sheets/known': async (page) => {
    await open(page, 'stations?sort=-reports');
    const station = await page.locator('[data-at="0"] a').first().innerText();
    await open(page, `sheets/known?station=${station}`);
  },
  'people/one': async (page) => {
    await open(page, 'people');
    await page.locator('[data-at="0"] a').first().click();
    await page.locator('section.card details summary').first().click();
    await page.locator('section.card details button').first().click();
    await page.locator('section.card img').waitFor();
  },
  'people/enter': async (page) => {
    await open(page, 'people/enter');
    await page.locator('main select').first().selectOption({ index: 1 });
    await page.locator('.question').first().waitFor();
  },
  'settings/deadlines': async (page) => {
    await open(page, 'settings/deadlines');
    await page.locator('main details summary').first().click();
    await page.locator('main details[open] button').last().click();
  },
};

async function open(page: Page, place: string): Promise<void> {
  await page.goto(`${demo.address}/d/#/${place}`);
  await drawn(page);
}

const nameOf = (account: string, place: string, look: Look): string =>
  `desk-${account === 'officer' ? 'officer-' : ''}${place.replaceAll(/[/?=]/g, '-') || 'sign-in'}-${look.name}`;

test('the data centre', async ({ browser }) => {
  for (const look of LOOKS) {
    for (const [account, places] of Object.entries(SEATS)) {
      const wanted = places.filter((place) => isWanted(nameOf(account, place, look)));
      if (wanted.length === 0) continue;
      const context = await seat(browser, look, account);
      const page = await context.newPage();
      for (const place of wanted) {
        await (ACTS[place]?.(page) ?? open(page, place));
        await drawn(page);
        // A page that this version does not have.
        if (account && (await page.locator('main h1').count()) === 0) continue;
        await shoot(page, nameOf(account, place, look));
      }
      await context.close();
    }
  }
});

test('on paper, and for the public', async ({ browser }) => {
  const look = LOOKS[0];
  if (!look) return;
  const context = await seat(browser, look, 'coordinator');
  const page = await context.newPage();
  await page.emulateMedia({ media: 'print' });
  for (const place of ['wall', 'stations', 'projection', 'official', 'incidents', 'people']) {
    if (!isWanted(`paper-${place}`)) continue;
    await page.goto(`${demo.address}/d/#/${place}`);
    await drawn(page);
    await shoot(page, `paper-${place}`);
    writeFileSync(join(folder, `paper-${place}.pdf`), await page.pdf({ format: 'A4' }));
  }
  await page.emulateMedia({ media: 'screen' });
  for (const language of ['en', 'ru', 'kk']) {
    for (const own of LOOKS.filter((one) => ['en', 'dark', 'narrow'].includes(one.name))) {
      await page.setViewportSize({ width: own.width, height: own.height });
      await page.emulateMedia({ colorScheme: own.scheme });
      await page.goto(`${demo.address}/api/desk/result?language=${language}`);
      await shoot(page, `public-${language}-${own.name === 'en' ? 'light' : own.name}`);
    }
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    writeFileSync(join(folder, `public-${language}.pdf`), await page.pdf({ format: 'A4' }));
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 900, height: 1_200 });
    for (const what of ['blank-form', 'crib-card', 'deployments']) {
      await page.goto(
        `${demo.address}/api/desk/print/${what}?form=protocol-lists&language=${language}`,
      );
      await shoot(page, `print-${what}-${language}`);
    }
  }
  await context.close();
});

const PHONES: Look[] = [
  { name: 'en', language: 'en', scheme: light, ...narrow },
  { name: 'ru-dark', language: 'ru', scheme: dark, ...narrow },
  { name: 'kk', language: 'kk', scheme: light, width: 320, height: 640 },
];

for (const [nth, look] of PHONES.entries()) {
  test.describe(`the phone, ${look.name}`, () => {
    test.use({
      locale: look.language,
      colorScheme: look.scheme,
      viewport: { width: look.width, height: look.height },
    });

    test('every screen', async ({ page }) => {
      const shot = (name: string): Promise<void> => shoot(page, `phone-${name}-${look.name}`);
      await page.goto(`${demo.address}/p/`);
      await page.locator('input').waitFor();
      await shot('code');
      await page.goto('about:blank');
      await page.goto(`${demo.address}/p/#${demo.codes[nth] ?? ''}`);
      await page.locator('input').nth(1).waitFor();
      await shot('pin');
      for (const field of await page.locator('input').all()) await field.fill(PIN);
      await page.locator('button.main').click();
      await page.locator('nav').waitFor();
      await page.waitForTimeout(1_000);
      await shot('home');
      await page.goto(`${demo.address}/p/#/count`);
      for (let i = 0; i < 7; i += 1) await page.locator('button.tap').click();
      await shot('count');
      const forms = page.locator('button.form');
      await page.goto(`${demo.address}/p/#/`);
      const names = await forms.locator('.name').allInnerTexts();
      for (const [at, form] of names.entries()) {
        await page.goto(`${demo.address}/p/#/`);
        await forms.filter({ hasText: form }).first().click();
        await page.locator('h1').first().waitFor();
        await shot(`form-${at}`);
        if ((await page.locator('.line').count()) > 0) {
          for (const [i, line] of (await page.locator('.line input').all()).entries()) {
            await line.fill(String(i === 0 ? 2_000 : 900 - i * 7));
          }
          await shot(`form-${at}-filled`);
          await page.locator('button.main').last().click();
          // The sheet itself is made of cards.
          await page.waitForURL(/outbox/);
        } else if (at < 2) {
          for (let step = 1; step < 6; step += 1) {
            await answer(page);
            if (!(await forward(page))) break;
            await shot(`form-${at}-${step}`);
          }
        }
      }
      await page.goto(`${demo.address}/p/#/`);
      await page.locator('button.large').last().click();
      for (let step = 0; step < 14; step += 1) {
        await shot(`incident-${step}`);
        await answer(page);
        if (!(await forward(page))) break;
      }
      await shot('incident-end');
      await page.goto(`${demo.address}/p/#/outbox`);
      await page.waitForTimeout(4_000);
      await shot('outbox');
      await page.goto(`${demo.address}/p/#/more`);
      await page.locator('h1, h2').first().waitFor();
      await shot('more');
      await page.reload();
      await page.locator('#pin').waitFor();
      await shot('lock');
      expect(names.length).toBeGreaterThan(0);
    });
  });
}

/** Goes on, in whatever language; whether there was a further question. */
async function forward(page: Page): Promise<boolean> {
  const before = await page.locator('h1').innerText();
  await page.locator('footer button, .stack button').last().click();
  await expect(page.locator('h1')).not.toHaveText(before);
  return (
    (await page.locator('progress').getAttribute('value')) !==
    (await page.locator('progress').getAttribute('max'))
  );
}
