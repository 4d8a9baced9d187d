import { describe, expect, test } from 'vitest';
import { faultOf, fresh, orderOf, strataOf, widest, type Asked } from './draw';

const told = (name: string, locked: boolean) => ({
  name,
  locked,
  seed: '3 1 6',
  method: 'proportional',
  strata: 'region',
  waves: 0,
  stations: 40,
});
const own: Asked = { ...fresh(1_000, []), seed: ' 3 1 6 ', size: 60 };

describe('a draw as it is asked for', () => {
  // Protects the lock: a new draw never begins with the name of a sample that stays.
  test('begins with a name that can be drawn', () => {
    expect(fresh(1_000, []).name).toBe('pvt');
    expect(fresh(1_000, [told('pvt', true)]).name).toBe('pvt-2');
    expect(fresh(1_000, [told('pvt', true), told('second', false)]).name).toBe('second');
    expect(fresh(0, []).size).toBeNull();
  });

  test('says what is wrong before it is sent', () => {
    const wrong: [Partial<Asked>, string][] = [
      [{ name: '  ' }, 'no-name'],
      [{ name: 'pvt' }, 'locked'],
      [{ size: null }, 'no-size'],
      [{ size: 2.5 }, 'no-size'],
      [{ minimum: 0 }, 'no-size'],
      [{ size: 1_001 }, 'too-many'],
      [{ size: 900, waves: 2, waveSize: 60 }, 'too-many'],
      [{ waves: 1 }, 'no-reserves'],
      [{ waves: 1, waveSize: 5, level: 2 }, 'no-reserves'],
      [{ method: 'neyman' }, 'no-previous'],
      [{ previous: 'station\n', arrived: null }, 'no-arrived'],
      [{ previous: 'station\n', arrived: 120 }, 'no-arrived'],
    ];
    const named = { ...own, name: 'second' };
    expect(faultOf(named, 1_000, [told('pvt', true)])).toBeUndefined();
    for (const [change, fault] of wrong)
      expect(faultOf({ ...named, ...change }, 1_000, [told('pvt', true)])).toBe(fault);
  });

  // Protects the draw from words that the server does not know, and from rests of other choices.
  test('is sent in the words of the server, and nothing else', () => {
    expect(orderOf(own, true)).toEqual({
      name: 'pvt',
      seed: '3 1 6',
      size: 60,
      strata: 'region',
      method: 'proportional',
      minimum: 3,
      dry: true,
    });
    const more = { ...own, waves: 2, waveSize: 10, previous: 'station,votes.a\n', option: 'a' };
    expect(orderOf(more, false)).toMatchObject({ waves: 2, 'wave-size': 10, dry: false });
    expect(orderOf(more, false)).toMatchObject({ previous: more.previous, arrived: 0.8 });
    expect(orderOf(more, false)).not.toHaveProperty('option');
    expect(orderOf({ ...more, method: 'neyman' }, false)).toMatchObject({ option: 'a' });
    expect(orderOf({ ...own, level: 2 }, false)).toMatchObject({ clusters: { level: 2, each: 5 } });
  });
});

// Protects the promise: what holds for each list is what holds for the one that is known least.
test('the widest margin is that of a list, not of turnout', () => {
  const margin = (id: string, half: number) => ({ id, share: 0.3, half_width: half });
  const all = [margin('a', 0.01), margin('b', 0.014), margin('turnout', 0.05)];
  expect(widest(all)?.id).toBe('b');
  expect(widest([])).toBeUndefined();
});

describe('a drawn list', () => {
  const csv =
    'station,stratum,cluster,probability,order,wave,probability.0\n' +
    '0017,Oral,,0.5,1,0,0.5\n0018,"Almaty, city",,0.5,2,0,0.5\n' +
    '0019,Oral,,0.5,3,1,0.5\n0020,Oral,,0.5,4,2,0.5\n';

  // Protects the count: a reserve is in the sample only when its wave is in use.
  test('is told by stratum, reserves apart until they are used', () => {
    expect(strataOf(csv, 0)).toEqual({
      last: 2,
      strata: [
        { name: 'Almaty, city', stations: ['0018'], reserves: 0 },
        { name: 'Oral', stations: ['0017'], reserves: 2 },
      ],
    });
    const [, oral] = strataOf(csv, 1).strata;
    expect(oral).toEqual({ name: 'Oral', stations: ['0017', '0019'], reserves: 1 });
  });
});
