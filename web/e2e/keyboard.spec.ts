/** Every flow by keyboard alone, on the phone's page and in the data centre, the focus in sight. */
import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { Centre, PASSWORD, linesOf } from './centre';
import { enter, everywhere, goTo, inEach, somebody } from './desk';
import { button, choose, codeOf, give, press, reach, write } from './keys';
import { PIN } from './phone';
import { sheetPhoto } from './picture';

const centre = new Centre();
test.beforeAll(() => centre.start());
test.afterAll(() => centre.stop());

/** Answers each question of a checklist by keys, and goes on. */
async function asked(page: Page, words: string): Promise<void> {
  for (let more = true; more;) {
    const question = await page.locator('h1').innerText();
    const fields = page.locator('main :is(input, textarea):not([type=file])');
    if ((await fields.count()) > 0) {
      const first = fields.first();
      await reach(page, first);
      const type = (await first.getAttribute('type')) ?? 'area';
      const mode = await first.getAttribute('inputmode');
      if (type === 'radio' || type === 'checkbox') await page.keyboard.press('Space');
      else if (type === 'time') await page.keyboard.type('0915AM');
      else if ((await first.inputValue()) === '')
        await page.keyboard.type(mode === 'numeric' ? '3' : words);
    }
    await press(page, page.getByRole('button', { name: /^(Next|No answer|No more)$/ }));
    await expect(page.locator('h1')).not.toHaveText(question);
    more = !(await page.getByText('That was the last question').isVisible());
  }
  await press(page, page.getByRole('button', { name: /^File it/ }));
  await expect(page.getByRole('heading', { name: 'Outbox' })).toBeVisible();
}

test('an observer needs no finger', async ({ page }, info) => {
  const station = centre.sampled[1] ?? '';
  const code = await centre.observer('o-keys', station);
  await page.goto(centre.phone);
  await write(page, page.locator('input.code'), code);
  await page.keyboard.press('Enter');
  await write(page, page.getByLabel('Choose a PIN'), PIN);
  await write(page, page.getByLabel('The same PIN again'), PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `Station ${station}` })).toBeVisible({
    timeout: 120_000,
  });

  await press(page, page.getByRole('button', { name: /^Count voters/ }));
  await reach(page, page.getByRole('button', { name: /One voter/ }));
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: /One voter/ })).toContainText('3');
  await press(page, button(page, 'Take the last one back'));
  await expect(page.getByRole('button', { name: /One voter/ })).toContainText('2');
  await press(page, page.getByRole('button', { name: /^File the count/ }));
  await expect(page.getByText(/^2 voters until .*: filed/)).toBeVisible();
  await press(page, button(page, 'Home'));

  await press(page, page.getByRole('button', { name: /^Voting/ }));
  await expect(page.locator('progress')).toBeVisible();
  await asked(page, 'ordinary');

  await press(page, page.getByRole('link', { name: 'Home' }));
  await press(page, page.getByRole('button', { name: /^Results protocol/ }));
  const photo = info.outputPath('sheet.jpg');
  writeFileSync(photo, await sheetPhoto(page, linesOf(centre.sheetOf(1))));
  await give(page, page.locator('input[type=file]').first(), photo);
  await expect(page.locator('img')).toBeVisible();
  for (const [i, own] of linesOf(centre.sheetOf(1)).entries()) {
    await write(page, page.locator('.line input').nth(i), String(own));
  }
  await press(page, button(page, 'File the protocol'));
  await expect(page.getByRole('heading', { name: 'Outbox' })).toBeVisible();

  await press(page, page.getByRole('link', { name: 'Home' }));
  await press(page, page.getByRole('button', { name: /^Report an incident/ }));
  await expect(page.locator('progress')).toBeVisible();
  await asked(page, 'They took the copy away');
  await expect(page.locator('.card.whole')).toHaveCount(4, { timeout: 120_000 });
  await press(page, page.locator('summary').first());
  await expect(page.locator('details[open] pre').first()).toBeVisible();

  await press(page, page.getByRole('link', { name: 'More' }));
  await write(page, page.getByLabel('PIN until now'), PIN);
  await write(page, page.getByLabel('New PIN'), '314159');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The PIN was changed')).toBeVisible();
  await press(page, button(page, 'Lock now'));
  await write(page, page.getByLabel('PIN'), '000000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Not right');
  // Whoever mistyped types again, without looking for the field.
  await expect(page.getByLabel('PIN')).toBeFocused();
  await page.keyboard.type('314159');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'More' })).toBeVisible();
  await press(page, button(page, 'Lock now'));
  await reach(page, page.getByRole('button', { name: /hold to erase/ }));
  await page.keyboard.down('Enter');
  await expect(page.getByText('Empty')).toBeVisible();
  await page.keyboard.up('Enter');
});

test('a coordinator needs no mouse', async ({ browser }, info) => {
  for (let nth = 2; nth < 8; nth += 1) await centre.protocol(nth, centre.sheetOf(nth));
  const broken = centre.sheetOf(8);
  await centre.protocol(8, { ...broken, valid: broken.valid + 9 });
  await centre.help('They took the copy away from me');
  const { page, context, wrong } = await somebody(browser, centre);
  await enter(page, centre, 'asel');

  // The wall, and from it to where it leads.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await reach(page, page.getByRole('link', { name: 'To the content' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await press(page, button(page, 'Big screen'));
  await expect(page.getByRole('navigation', { name: 'Pages', exact: true })).toBeHidden();
  await page.keyboard.press('Enter');

  // Stations: searched, filtered, sorted, walked, opened.
  await goTo(page, 's', 'Stations');
  await write(page, page.getByLabel('Search'), centre.sampled[8] ?? '');
  await expect(page.getByText('One row of 122')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await choose(page, page.getByLabel('Only'), 'sampled');
  await expect(page.getByText('48 of 122 rows')).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Reports' }));
  await page.keyboard.press('Enter');
  await reach(page, page.locator('[data-at="0"] a').first());
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Station \d/ })).toBeVisible();

  // Review: by letters.
  await goTo(page, 'r', 'Review');
  const station = await page.locator('.queue [aria-current] strong').innerText();
  const waiting = await page.locator('.heading .figures').innerText();
  await page.keyboard.press('c');
  await expect(page.locator('textarea')).toBeFocused();
  await page.keyboard.type('which sheet');
  // What comes meanwhile takes nothing of that away.
  await centre.protocol(9, { ...centre.sheetOf(9), valid: 1 });
  await expect(page.locator('.heading .figures')).not.toHaveText(waiting);
  await page.keyboard.type(' is that');
  await expect(page.locator('textarea')).toHaveValue('which sheet is that');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${station}: call back`)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.locator('.queue').getByText(station, { exact: true }).first()).toBeVisible();

  // Incidents: the key is read, and what is sealed opens.
  await goTo(page, 'i', 'Incidents');
  await press(page, page.locator('summary').filter({ hasText: 'Open sealed parts' }));
  const key = info.outputPath('officer.key');
  writeFileSync(key, `${centre.identity}\n`);
  await give(page, page.getByLabel('Key file'), key);
  await press(page, button(page, 'Open'));
  await expect(page.getByText('They took the copy away from me')).toBeVisible();
  await press(page, button(page, 'Forget the key'));

  // People: one of them, sent elsewhere and taken back; and the lists.
  await goTo(page, 'e', 'People');
  await reach(page, page.locator('[data-at="0"] a').first());
  await page.keyboard.press('Enter');
  const one = page.locator('section.card');
  await write(page, one.getByLabel('Station'), '0018');
  await page.keyboard.press('Enter');
  await expect(one.getByRole('link', { name: '0018' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+z');
  await expect(one.getByRole('listitem').filter({ hasText: '0018' })).toContainText('over');
  await reach(page, page.getByRole('link', { name: 'Calls', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Whom')).toBeVisible();
  await press(page, page.getByRole('link', { name: 'Lists', exact: true }));
  const people = { name: 'more.csv', mimeType: 'text/csv' };
  const buffer = Buffer.from('observer,language\no-by-keys,ru\n');
  await give(page, page.getByLabel('File', { exact: true }), { ...people, buffer });
  await press(page, button(page, 'Try it'));
  await expect(page.getByText('Nothing is recorded yet.')).toBeVisible();

  // Settings: a limit is changed and taken back.
  await goTo(page, ',', 'Settings');
  await press(page, page.getByRole('link', { name: 'Day and limits' }));
  const limit = page.locator('form input[type=number]').first();
  await write(page, limit, '700');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The limits are recorded.')).toBeVisible();
  // In a field these keys take back letters; outside they take back the decision.
  await reach(page, page.getByRole('link', { name: 'Day and limits' }), 'Shift+Tab');
  await page.keyboard.press('Control+z');
  await expect(limit).not.toHaveValue('700');
  expect(wrong()).toEqual([]);
  await context.close();
});

test('a clerk types without a mouse', async ({ browser, page: drawer }) => {
  const own = centre.sheetOf(0);
  await centre.photographed(own, new Uint8Array(await sheetPhoto(drawer, linesOf(own))));
  const { page, context, wrong } = await somebody(browser, centre);
  await enter(page, centre, 'clerk-c');
  await expect(button(page, 'Next sheet')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.view img')).toBeVisible();
  await reach(page, page.locator('.view'), 'Shift+Tab');
  for (const key of ['+', 'r', 'ArrowDown', '0']) await page.keyboard.press(key);
  await expect(page.locator('.view img')).toHaveAttribute('style', /rotate\(90deg\)/);
  await reach(page, page.locator('#line-0'));
  await page.keyboard.press('Alt+r');
  await expect(page.locator('.view img')).toHaveAttribute('style', /rotate\(180deg\)/);
  await page.keyboard.type('?');
  await page.keyboard.press('Enter');
  await expect(page.locator('#line-1')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('#line-0')).toBeFocused();
  for (const figure of linesOf(own)) {
    await page.keyboard.press('Control+a');
    await page.keyboard.type(String(figure));
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Enter');
  await expect(page.locator('#send-now')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('#line-0')).toHaveValue(String(own.registered));
  expect(wrong()).toEqual([]);
  await context.close();
});

test('an administrator sets up an authenticator, signs in with it, and settles accounts', async ({
  browser,
}) => {
  const { page, context, wrong } = await somebody(browser, centre);
  const door = async (account: string, password: string): Promise<void> => {
    await page.goto(centre.desk);
    await write(page, page.getByLabel('Account'), account);
    await write(page, page.getByLabel('Password'), password);
    await page.keyboard.press('Enter');
  };
  const setUp = async (
    password: string,
    judge: (page: Page, name: string) => Promise<void>,
  ): Promise<[string, string]> => {
    const section = page.locator('section').filter({
      has: page.getByRole('heading', { name: 'Authenticator app' }),
    });
    await write(page, section.getByLabel('Password'), password);
    await page.keyboard.press('Enter');
    const secret = await page.locator('.secret').innerText();
    await judge(page, 'authenticator');
    const code = codeOf(secret);
    await write(page, page.getByLabel('Code'), code);
    await page.keyboard.press('Enter');
    await expect(page.getByText('The authenticator is set up')).toBeVisible();
    return [secret, code];
  };
  await door('admin', centre.password);
  await expect(page.getByRole('navigation', { name: 'Pages', exact: true })).toBeVisible();
  await goTo(page, ',', 'Settings');
  const [secret, spent] = await setUp(centre.password, everywhere);
  await press(page, button(page, 'Sign out'));

  // The code of a moment ago opened once; the next one opens.
  await door('admin', centre.password);
  await expect(page.getByLabel('Code')).toBeFocused();
  await everywhere(page, 'code');
  await write(page, page.getByLabel('Code'), spent);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await write(page, page.getByLabel('Code'), codeOf(secret, 1));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Pages', exact: true })).toBeVisible();

  // Accounts: one is given, changed, and closed.
  await goTo(page, ',', 'Settings');
  await press(page, page.getByRole('link', { name: 'Accounts', exact: true }));
  const fresh = page.locator('form.bar').last();
  await write(page, fresh.getByLabel('Account'), 'aigul');
  await choose(page, fresh.getByLabel('Role'), 'analyst');
  await write(page, fresh.getByLabel('New password'), PASSWORD);
  await page.keyboard.press('Enter');
  await press(page, button(page, 'aigul'));
  const card = page.locator('section.card');
  await choose(page, card.getByLabel('Role'), 'coordinator');
  await expect(page.getByRole('row', { name: /aigul/ })).toContainText('coordinator');
  await press(page, card.getByRole('button', { name: /^Close/ }));
  await press(page, page.getByRole('dialog').getByRole('button', { name: /^Close/ }));
  await expect(page.getByRole('row', { name: /aigul/ })).toContainText('losed');
  await everywhere(page, 'settings-accounts');

  // Switches: a drill begins and ends.
  await press(page, page.getByRole('link', { name: 'Switches', exact: true }));
  await everywhere(page, 'settings-switches');
  await write(page, page.getByLabel(/drill/i).first(), 'spring');
  await page.keyboard.press('Enter');
  await expect(page.locator('header .tag.bad')).toBeVisible();
  await press(page, page.locator('main button').filter({ hasText: /drill/i }).first());
  await expect(page.locator('header .tag.bad')).toBeHidden();
  await press(page, button(page, 'Sign out'));

  // Who answers for secrets needs one too from now on, and can do nothing else before.
  await door('officer', PASSWORD);
  await expect(page.getByRole('navigation', { name: 'Pages', exact: true })).toBeHidden();
  await setUp(PASSWORD, inEach);
  await expect(page.getByRole('navigation', { name: 'Pages', exact: true })).toBeVisible();
  expect(wrong()).toEqual([]);
  await context.close();
});
