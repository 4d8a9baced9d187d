/**
 * Two elections on one day, in one mission: every page tells of the one that is looked at, by its
 * own lists and lines, and the public finds from each to the other.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { newId } from '../kit/bytes';
import { Centre } from './centre';
import { enter, everywhere, goTo, somebody } from './desk';

const centre = new Centre();
test.beforeAll(async ({}, info) => {
  centre.flags.push('--public', info.outputPath('public'));
  await centre.start();
});
test.afterAll(() => centre.stop());
test.setTimeout(600_000);

const [LISTS, HEAD] = ['Majilis of Kazakhstan, 7th convocation', 'President'];
/** One of the candidates has the identifier of a list. */
const PRESIDENT = `
[election]
name = { en = "President", ru = "Президент", kk = "Президент" }
date = "2021-01-10"
country = "KZ"
polls = { open = "07:00", close = "20:00" }

[contest]
id = "president"
kind = "majority"
options = [
  { id = "adal", name = { en = "Adal Sadykov", ru = "Адал Садыков", kk = "Адал Садықов" } },
  { id = "bolat", name = { en = "Bolat Omarov", ru = "Болат Омаров", kk = "Болат Омаров" } },
]

[contest.rules]
formula = "majority"

[protocol]
lines = ["registered", "cast", "invalid", "valid", "damaged"]
turnout = "cast"
checks = ["cast = valid + invalid", "valid = sum(options)"]
`;

/** What stands on a station's second protocol. */
function figuresOf(code: string): Record<string, number> {
  const cast = 500 + (Number(code) % 40) * 3;
  const valid = cast - 4;
  const adal = Math.floor(valid * 0.6);
  const votes = { 'votes.adal': adal, 'votes.bolat': valid - adal };
  return { registered: 900, cast, invalid: 4, valid, damaged: 1, ...votes };
}

/** The second protocol of the first stations of the sample, and what was published of all. */
async function second(many: number, otherwise: number): Promise<void> {
  await centre.ask('POST', '/api/desk/forms/protocol', {
    id: newId(),
    name: 'president.toml',
    toml: PRESIDENT,
  });
  for (const [nth, station] of centre.sampled.slice(0, many).entries()) {
    const figures = Object.entries(figuresOf(station));
    await centre.ask('POST', '/api/desk/reports', {
      id: newId(),
      form: 'protocol-president',
      version: '2021-01-10',
      station,
      observer: `s-${nth + 1}`,
      answers: Object.fromEntries(figures.map(([line, integer]) => [line, { integer }])),
      made: Date.UTC(2021, 0, 10, 16) / 1000,
      channel: 'phone',
    });
  }
  const lines = Object.keys(figuresOf(''));
  const rows = Array.from({ length: 120 }, (_, i) => {
    const own = figuresOf(String(100 + i));
    const moved = String(100 + i) === centre.sampled[otherwise] ? 30 : 0;
    own['votes.adal'] = (own['votes.adal'] ?? 0) + moved;
    own['votes.bolat'] = (own['votes.bolat'] ?? 0) - moved;
    return [100 + i, ...lines.map((line) => own[line] ?? 0)].join(',');
  });
  const table = [['station', ...lines].join(','), ...rows].join('\n');
  await centre.publish('Commission', otherwise, { contest: 'president' }, table);
}

/** The contest that a page tells of. */
const which = (page: Page) => page.getByRole('main').getByLabel('Contest');

async function tells(page: Page, of: string, lists: string[], never: string): Promise<void> {
  await which(page).selectOption({ label: of });
  const main = page.getByRole('main');
  for (const own of lists)
    await expect(main.getByText(own, { exact: true }).first()).toBeAttached();
  await expect(main.getByText(never, { exact: true })).toHaveCount(0);
  await expect(main.getByRole('alert')).toHaveCount(0);
}

test('of two elections on one day each has its own pages', async ({ browser }, info) => {
  for (let nth = 0; nth < 46; nth += 1) await centre.protocol(nth, centre.sheetOf(nth));
  await centre.publish('Commission', 5);
  await second(44, 7);
  const asel = await somebody(browser, centre);
  const { page } = asel;
  await enter(page, centre, 'asel');

  // The wall, the projection, what was published, and its fingerprints.
  for (const [key, heading] of [
    ['w', 'Wall'],
    ['p', 'Projection'],
    ['o', 'Official'],
  ] as const) {
    await goTo(page, key, heading);
    await tells(page, HEAD, ['Adal Sadykov', 'Bolat Omarov'], 'Nur Otan');
    await expect(page).toHaveURL(/contest=president/);
    await tells(page, LISTS, ['Adal', 'Nur Otan'], 'Adal Sadykov');
  }
  await goTo(page, 'f', 'Fingerprints');
  await tells(page, HEAD, ['Adal Sadykov'], 'Nur Otan');
  await everywhere(page, 'several-fingerprints');
  await goTo(page, 'w', 'Wall');
  await which(page).selectOption({ label: HEAD });
  await page.getByRole('main').locator('a[href^="#/projection"]').click();
  await expect(page.getByRole('heading', { name: 'Projection', level: 1 })).toBeVisible();
  await expect(which(page)).toHaveValue('president');

  // Stations: whose protocols are in, and where they differ from what was published.
  const [lists, head] = [centre.sampled[5] ?? '', centre.sampled[7] ?? ''];
  await page.goto(`${centre.desk}#/stations?only=differs`);
  for (const [own, station, other] of [
    [HEAD, head, lists],
    [LISTS, lists, head],
  ] as const) {
    await which(page).selectOption({ label: own });
    await expect(page.getByText('One row of 122')).toBeVisible();
    await expect(page.getByRole('link', { name: station, exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: other, exact: true })).toHaveCount(0);
  }

  // A station's story: each protocol for itself, beside what was published of it.
  await page.goto(`${centre.desk}#/stations/${head}`);
  const table = (of: string) =>
    page.getByRole('region', { name: `Figures of the protocol: ${of}` });
  await expect(table(LISTS).getByRole('rowheader', { name: 'Nur Otan' })).toBeVisible();
  await expect(table(LISTS).locator('tr.differs')).toHaveCount(0);
  await expect(table(HEAD).getByRole('rowheader', { name: 'Adal Sadykov' })).toBeVisible();
  await expect(table(HEAD).getByRole('rowheader', { name: 'Nur Otan' })).toHaveCount(0);
  await expect(table(HEAD).locator('tr.differs')).toHaveCount(2);
  await everywhere(page, 'several-story');

  // Published one after the other: each page leads to the other's newest.
  for (const [at, own] of [LISTS, HEAD, LISTS].entries()) {
    await goTo(page, 'b', 'Publish');
    await which(page).selectOption({ label: own });
    await page.getByLabel(/I have read the page in every language/).check();
    await page.getByRole('button', { name: `Publish version ${at + 1}` }).click();
    await expect(page.getByText(`Version ${at + 1} is published.`)).toBeVisible();
  }
  const file = (name: string): string => path.join(info.outputPath('public'), name);
  await expect.poll(() => existsSync(file('result-3-kk.html')), { timeout: 90_000 }).toBe(true);
  const links = (version: number): string[] => {
    const html = readFileSync(file(`result-${version}-en.html`), 'utf8');
    const all = [...html.matchAll(/href="(result-\d-en\.html)"/g)].map((own) => own[1] ?? '');
    return [...new Set(all)].filter((own) => own !== `result-${version}-en.html`).sort();
  };
  expect([1, 2, 3].map(links)).toEqual([
    [],
    ['result-1-en.html'],
    ['result-1-en.html', 'result-2-en.html'],
  ]);
  const newest = readFileSync(file('result-3-en.html'), 'utf8');
  expect(newest).toContain('Also on that day: <a href="result-2-en.html">President</a>');
  expect(asel.wrong()).toEqual([]);
  await asel.context.close();
});
