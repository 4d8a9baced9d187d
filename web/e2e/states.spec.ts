/** What is empty, wrong, asked for or printed is judged by axe like every page, in each language. */
import { expect, test, type Page } from '@playwright/test';
import { Centre, linesOf } from './centre';
import { enter, goTo, inEach, somebody } from './desk';
import { sound } from './phone';
import { sheetPhoto } from './picture';

const centre = new Centre();
test.beforeAll(() => centre.start());
test.afterAll(() => centre.stop());
test.setTimeout(600_000);

/** A page has asked for all that it shows. */
async function drawn(page: Page, place: string): Promise<void> {
  await page.goto(`${centre.desk}#/${place}`);
  await page.locator('main h1').first().waitFor();
  await expect(page.locator('main').getByText(/…$/)).toHaveCount(0);
}

test('before anything came, pages are sound', async ({ browser }) => {
  const { page, context, wrong } = await somebody(browser, centre);
  await enter(page, centre, 'asel');
  const empty = [
    ['review', 'repairs', 'repairs/numbers', 'sheets', 'sheets/clerks', 'sheets/known'],
    ['incidents', 'projection', 'official', 'fingerprints', 'result', 'turnout', 'history'],
    ['wall?big=1', 'stations/0017', 'people/enter', 'people/calls'],
  ].flat();
  for (const place of empty) {
    await drawn(page, place);
    await inEach(page, `empty-${place.replaceAll(/\W/g, '-')}`);
  }
  expect(wrong()).toEqual([]);
  await context.close();
});

test('what goes wrong is told on a sound page', async ({ browser }) => {
  const { page, context } = await somebody(browser, centre);
  await page.goto(centre.desk);
  await page.getByLabel('Account').fill('asel');
  await page.getByLabel('Password').fill('wrong password here');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('not right');
  await inEach(page, 'sign-in-wrong');
  await enter(page, centre, 'asel');
  await page.goto(`${centre.desk}#/nowhere`);
  await expect(page.locator('h1')).toBeVisible();
  await inEach(page, 'nowhere');
  for (const place of ['stations/no-such', `review/${'0'.repeat(32)}`]) {
    await page.goto(`${centre.desk}#/${place}`);
    await expect(page.locator('main .note').first()).toBeVisible();
    await inEach(page, `missing-${place.replaceAll(/\W/g, '-')}`);
  }

  // A list with faults, a file that is none, and what is wrong with it.
  await drawn(page, 'people/lists');
  const faulty = Buffer.from('observer,language\no-new,ru\n,xx\n');
  const file = { name: 'more.csv', mimeType: 'text/csv', buffer: faulty };
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByRole('region', { name: 'Rows' })).toBeVisible();
  await inEach(page, 'list-refused');
  await drawn(page, 'official');
  await page.getByText('Take in a published result').click();
  await page.getByLabel('Source').fill('Commission');
  const none = { name: 'none.csv', mimeType: 'text/csv', buffer: Buffer.from('what?\n') };
  await page.locator('input[type=file]').setInputFiles(none);
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByRole('alert')).toContainText('what?');
  await inEach(page, 'file-refused');

  // The network is gone: what is there stays, and the page says that it is old.
  await page.route('**/api/desk/live**', (route) => route.abort());
  await goTo(page, 'w', /.+/);
  await expect(page.locator('p.live')).toContainText('Connection lost', { timeout: 120_000 });
  await inEach(page, 'lost');
  await page.route('**/assets/Turnout-*', (route) => route.abort());
  await page.goto(`${centre.desk}#/turnout`);
  await expect(page.getByRole('alert')).toBeVisible();
  await inEach(page, 'not-loaded');
  await context.close();
});

test('while somebody decides, and in a drill, pages are sound', async ({
  browser,
  page: drawer,
}) => {
  const photo = await sheetPhoto(drawer, linesOf(centre.sheetOf(0)));
  await centre.photographed(centre.sheetOf(0), new Uint8Array(photo));
  const broken = { ...centre.sheetOf(8), valid: centre.sheetOf(8).valid + 9 };
  const id = await centre.protocol(8, broken);
  const { page, context } = await somebody(browser, centre);
  await enter(page, centre, 'asel');

  // A rule that does not hold is told with the form's own labels, in the reader's language.
  await page.goto(`${centre.desk}#/review/${id}`);
  const said = `= ${(broken.valid + broken.invalid).toLocaleString('en')}, the sheet says`;
  await expect(page.getByText(said)).toContainText('«Valid ballots» + «Invalid ballots»');
  await page.locator('main').focus();
  await page.keyboard.press('x');
  await expect(page.locator('textarea')).toBeFocused();
  await inEach(page, 'reject');
  await page.locator('select').first().selectOption('ru');
  await expect(page.getByText(/а в протоколе «/).first()).toBeVisible();
  await page.locator('select').first().selectOption('en');
  await drawn(page, 'people?one=s-3');
  await page.getByText('Reports no more').click();
  await inEach(page, 'observer');

  await centre.record('drill/1', { on: true, name: 'spring' });
  await centre.record('read-only/1', { on: true, reason: 'a break' });
  await page.reload();
  await expect(page.locator('header .tag.bad')).toBeVisible();
  await inEach(page, 'drill');
  for (const place of ['wall', 'result']) {
    await drawn(page, place);
    await inEach(page, `drill-${place}`);
  }
  await centre.record('read-only/1', { on: false, reason: '' });
  await centre.record('drill/1', { on: false, name: 'spring' });
  await context.close();
});

test('pages to print are sound, and are read on a narrow screen too', async ({ browser }) => {
  const { page, context } = await somebody(browser, centre);
  await enter(page, centre, 'asel');
  const printed = ['blank-form', 'crib-card', 'deployments'];
  for (const [nth, what] of printed.entries()) {
    for (const [i, language] of ['en', 'ru', 'kk'].entries()) {
      const narrow = (nth + i) % 2 === 0;
      const dark = (nth + i) % 3 === 0;
      await page.setViewportSize(
        narrow ? { width: 320, height: 640 } : { width: 1_280, height: 860 },
      );
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      const form = 'protocol-majilis-lists';
      await page.goto(`${centre.address}/api/desk/print/${what}?form=${form}&language=${language}`);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await sound(page, `print-${what}-${language}`);
    }
  }
  // Codes are shown once, on a page that is held by the browser only.
  for (const language of ['en', 'ru', 'kk']) {
    await page.setContent(await centre.codes(language));
    await sound(page, `print-codes-${language}`);
  }
  await context.close();
});
