/** What pages may weigh and how long they may take, measured against a server of its own. */
import { expect, test, type Browser, type CDPSession, type Page } from '@playwright/test';
import { Centre, sheet } from './centre';

const STATIONS = 100_000;
const SAMPLE = 1_500;
const ROUNDS = 5;

/** A large country, some of whose evening has come. */
class Country extends Centre {
  protected override readonly first = 1_000_000;

  protected override async people(): Promise<void> {
    const lines = ['station,area,registered,latitude,longitude'];
    for (let i = 0; i < STATIONS; i += 1) {
      const area = `Region ${i % 20}/District ${i % 400}`;
      const place = [43 + (i % 997) / 200, 52 + (i % 1_999) / 60];
      lines.push(`${this.first + i},${area},${sheet(i).registered},${place.join(',')}`);
    }
    await this.list('stations', lines.join('\n'));
    await this.deploy(SAMPLE);
    for (let nth = 0; nth < SAMPLE; nth += 1) await this.protocol(nth, this.sheetOf(nth));
  }
}

const country = new Country();
test.setTimeout(1_800_000);
test.beforeAll(async () => {
  test.setTimeout(1_800_000);
  await country.start();
});
test.afterAll(() => country.stop());

/** When, after the page was asked for, this is there and the browser has nothing else to do (s). */
async function until(page: Page, address: string, selector: string): Promise<number> {
  await page.addInitScript((wanted) => {
    const own = window as unknown as { seen?: number; busy: number };
    own.busy = 0;
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) own.busy = one.startTime + one.duration;
    }).observe({ type: 'longtask', buffered: true });
    const look = (): void => {
      const found = document.querySelector(wanted)?.textContent;
      if (found != null && found !== '') own.seen = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, selector);
  await page.goto(address);
  await page.waitForFunction(() => 'seen' in window, undefined, { timeout: 120_000 });
  // What still keeps the browser busy right afterwards counts too.
  await page.waitForTimeout(1_000);
  return page.evaluate(() => {
    const own = window as unknown as { seen: number; busy: number };
    return Math.max(own.seen, own.busy < own.seen + 1_000 ? own.busy : 0) / 1_000;
  });
}

const middle = (all: number[]): number => all.sort((a, b) => a - b)[all.length >> 1] ?? 0;

function told(name: string, found: number, most: number, unit: string): void {
  const digits = unit === 's' ? 2 : 1;
  const description = `${name}: ${found.toFixed(digits)} of ${most} ${unit}`;
  test.info().annotations.push({ type: `${found.toFixed(digits)} ${unit}`, description });
  expect.soft(found, description).toBeLessThanOrEqual(most);
}

/** A cheap phone with one bar. */
async function slow(devtools: CDPSession): Promise<void> {
  await devtools.send('Network.enable');
  const rate = 400_000 / 8;
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: rate,
    uploadThroughput: rate,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

async function phone(browser: Browser): Promise<{ weight: number; ready: number }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await slow(devtools);
  let weight = 0;
  devtools.on('Network.loadingFinished', (own) => (weight += own.encodedDataLength));
  const ready = await until(page, country.phone, 'main form label');
  await context.close();
  return { weight: weight / 1_000, ready };
}

test('budgets', async ({ browser }) => {
  await onThePhone(browser);
  await inTheCentre(browser);
});

async function onThePhone(browser: Browser): Promise<void> {
  const all = [];
  for (let i = 0; i < ROUNDS; i += 1) all.push(await phone(browser));
  told('phone, first load', Math.max(...all.map((own) => own.weight)), 60, 'kB');
  const ready = middle(all.map((own) => own.ready));
  told('phone, usable at 400 kbit/s on a processor slowed down fourfold', ready, 3, 's');
}

async function inTheCentre(browser: Browser): Promise<void> {
  const at: [string, string, string][] = [
    ['wall', '#/wall', 'dl.top dd'],
    ['stations', '#/stations', '[data-at="0"] a'],
  ];
  for (const [name, place, selector] of at) {
    const all: number[] = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      const context = await browser.newContext({ viewport: { width: 1_280, height: 860 } });
      const [key = '', value = ''] = country.cookie.split('=');
      await context.addCookies([{ name: key, value, url: country.address }]);
      all.push(await until(await context.newPage(), `${country.desk}${place}`, selector));
      await context.close();
    }
    const found = middle(all);
    told(`data centre with ${STATIONS} stations, ${name} in a fresh browser`, found, 1.5, 's');
  }
}
