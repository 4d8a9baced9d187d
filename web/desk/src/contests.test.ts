import { afterEach, describe, expect, test, vi } from 'vitest';
import { contestAsked, contestNow, sampleAsked } from './contests';
import { desk } from './desk.svelte';
import { contestName, optionName } from './naming';
import { put } from './route.svelte';
import type { Contest, Mission } from './types';

const names = (text: string): Record<string, string> => ({ en: text });
const contest = (id: string, name: string, options: [string, string][]): Contest => ({
  id,
  form: `protocol-${id}`,
  name: names(name),
  date: '2021-01-10',
  polls: null,
  seats: 1,
  threshold: null,
  options: options.map(([own, text]) => ({ id: own, name: names(text), short: null, color: null })),
});
const LISTS = contest('lists', 'Majilis', [
  ['adal', 'Adal, the party'],
  ['none', 'None'],
]);
const HEAD = contest('head', 'President', [['adal', 'Adal, the candidate']]);

/** A mission with these contests and samples, and what the address asks for. */
function given(contests: Contest[], samples: string[], address: Record<string, string>): void {
  const all = samples.map((name) => ({ name }));
  desk.mission = { contests, samples: all } as unknown as Mission;
  const replaced = (_state: unknown, _title: string, hash: string): void => {
    (location as { hash: string }).hash = hash;
  };
  vi.stubGlobal('history', { replaceState: replaced });
  put({ contest: '', sample: '', ...address });
}
afterEach(() => vi.unstubAllGlobals());

describe('of several contests', () => {
  test('the address says which, else it is the first', () => {
    given([LISTS, HEAD], [], {});
    expect([contestNow()?.id, contestAsked()]).toEqual(['lists', 'lists']);
    given([LISTS, HEAD], [], { contest: 'head' });
    expect([contestNow()?.id, contestAsked()]).toEqual(['head', 'head']);
    given([LISTS, HEAD], [], { contest: 'gone' });
    expect(contestAsked()).toBe('lists');
  });

  test('an only one is not asked for', () => {
    given([LISTS], ['pvt'], { contest: 'lists', sample: 'pvt' });
    expect([contestAsked(), sampleAsked()]).toEqual(['', '']);
    given([], [], {});
    expect([contestNow(), contestAsked(), sampleAsked()]).toEqual([undefined, '', '']);
    given([LISTS], ['pvt', 'urban'], { sample: 'urban' });
    expect(sampleAsked()).toBe('urban');
  });

  test('an option is called as in the contest that is looked at', () => {
    given([LISTS, HEAD], [], {});
    expect([optionName('adal'), optionName('none')]).toEqual(['Adal, the party', 'None']);
    given([LISTS, HEAD], [], { contest: 'head' });
    expect([optionName('adal'), optionName('none')]).toEqual(['Adal, the candidate', 'None']);
  });

  test('those of one name are told apart', () => {
    given([LISTS, HEAD], [], {});
    expect([contestName('lists'), contestName('head')]).toEqual(['Majilis', 'President']);
    given([LISTS, contest('seats', 'Majilis', [])], [], {});
    expect(contestName('seats')).toBe('Majilis (seats)');
  });
});
