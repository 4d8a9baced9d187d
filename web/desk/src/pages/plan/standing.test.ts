import { describe, expect, test } from 'vitest';
import type { Kind } from '../../../../kit/forms/types';
import { Stations } from '../../stations';
import type { Clerks, Mission, Observer } from '../../types';
import type { FormList } from '../settings/forms';
import { covered, steps, withoutZone, type Known, type StepId } from './standing';

/** What nothing is planned in yet. */
const bare = {
  contests: [],
  samples: [],
  stations: 0,
  drill: null,
  schedule: null,
  reminders: { rules: [] },
  zones: {},
  recipients: [],
} as unknown as Mission;

const CONTEST = { id: 'majilis', form: 'protocol', date: '2021-01-10' } as Mission['contests'][0];
const KINDS: Kind[] = ['opening', 'voting', 'turnout', 'counting', 'protocol', 'incident'];
const formed = (kinds: readonly Kind[]): FormList => ({
  forms: kinds.map((kind) => ({
    form: kind,
    version: '1',
    current: true,
    published: true,
    title: null,
    kind,
    keyword: null,
  })),
  builtin: [],
  locks: [],
});

interface Row {
  area?: string;
  registered?: number | null;
  placed?: number;
  sampled?: number;
  observers?: number;
  missing?: number;
}
function table(rows: readonly Row[]): Stations {
  const areas = [...new Set(rows.map((own) => own.area ?? 'Almaty/Medeu'))];
  const column = (of: (own: Row) => number): number[] => rows.map(of);
  const none = column(() => 0);
  return new Stations({
    entries: 1,
    list: 1,
    rows: rows.length,
    whole: true,
    columns: {
      areas,
      code: rows.map((_, i) => String(i + 1)),
      area: column((own) => areas.indexOf(own.area ?? 'Almaty/Medeu')),
      registered: rows.map((own) => (own.registered === undefined ? 900 : own.registered)),
      placed: column((own) => own.placed ?? 1),
      sampled: column((own) => own.sampled ?? 0),
      observers: column((own) => own.observers ?? 0),
      missing: column((own) => own.missing ?? 0),
      reports: none,
      stages: none,
      flags: none,
      latest: none,
      voters: none,
      minute: none,
      protocol: none,
      official: none,
      cast: none,
      worth: none,
    },
  });
}

const observer = (more: Partial<Observer>): Observer => ({
  id: 'o-1',
  organisation: '',
  supervisor: null,
  language: 'kk',
  code_open: false,
  devices: 1,
  revoked: false,
  replaced_by: null,
  forgotten: false,
  stopped: false,
  accreditation: 'none',
  trained: false,
  materials: 'none',
  paid: false,
  deployments: [{ station: '1', shift: null, role: '', ended: false }],
  reports: 0,
  ...more,
});
const double = (more: Partial<Clerks>): Clerks => ({
  accounts: 3,
  enough: true,
  deciding: 1,
  measured: [],
  ...more,
});

const step = (id: StepId, known: Partial<Known>, mission: Partial<Mission> = {}) => {
  const found = steps({ mission: { ...bare, ...mission }, ...known }).find((own) => own.id === id);
  if (!found) throw new Error(`no step ${id}`);
  return { standing: found.standing, facts: found.facts.map((own) => own.key) };
};
const standing = (id: StepId, known: Partial<Known>, mission: Partial<Mission> = {}): string =>
  step(id, known, mission).standing;

describe('an empty mission', () => {
  // Protects the coordinator of a new server: everything is to do, nothing is called done.
  test('has everything before it', () => {
    const known = {
      mission: bare,
      stations: table([]),
      forms: formed([]),
      observers: [],
      rehearsed: { reports: 0, stations: 0 },
    };
    expect(steps(known).map((own) => [own.id, own.standing])).toEqual([
      ['election', 'todo'],
      ['zones', 'todo'],
      ['stations', 'todo'],
      ['sample', 'todo'],
      ['forms', 'todo'],
      ['deadlines', 'todo'],
      ['observers', 'todo'],
      ['keys', 'attention'],
      ['drill', 'todo'],
    ]);
  });

  test('is not called empty before it was read', () => {
    const known = { mission: { ...bare, stations: 9, zones: { '': 'Asia/Almaty' } } };
    const reading = steps(known).filter((own) => own.standing === 'reading');
    expect(reading.map((own) => own.id)).toEqual([
      'zones',
      'stations',
      'forms',
      'observers',
      'drill',
    ]);
  });
});

describe('the country', () => {
  test('has one day', () => {
    const other = { ...CONTEST, id: 'maslikhat', date: '2021-01-17' };
    expect(standing('election', {}, { contests: [CONTEST] })).toBe('done');
    expect(standing('election', {}, { contests: [CONTEST, other] })).toBe('attention');
  });

  // Protects deadlines: an area whose clock nobody gave is seen before its polls open by another.
  test('has areas without a clock where no zone reaches them', () => {
    expect(withoutZone({ '': 'Asia/Almaty' }, ['Oral', ''])).toEqual([]);
    const zones = { Almaty: 'Asia/Almaty' };
    expect(withoutZone(zones, ['Almaty', 'Almaty/Medeu', 'Almaty-2', ''])).toEqual([
      '',
      'Almaty-2',
    ]);
    const stations = table([{ area: 'Almaty/Medeu' }, { area: 'Oral/Zhanibek' }]);
    expect(standing('zones', { stations }, { zones, stations: 2 })).toBe('attention');
    const both = { ...zones, Oral: 'Asia/Oral' };
    expect(standing('zones', { stations }, { zones: both, stations: 2 })).toBe('done');
  });

  test('has stations with registers and areas', () => {
    const of = (rows: Row[]) => step('stations', { stations: table(rows) }, { stations: 1 });
    expect(of([{}]).standing).toBe('done');
    expect(of([{ registered: null }]).facts).toContain('plan-no-register');
    expect(of([{ area: '' }])).toMatchObject({ standing: 'attention' });
  });

  // Protects distances and the map: places that some stations lack are missed, and can be shown.
  test('has places of all stations or of none', () => {
    const of = (placed: number[]) => {
      const stations = table(placed.map((own) => ({ placed: own })));
      const found = steps({ mission: { ...bare, stations: placed.length }, stations })[2];
      return [found?.standing, found?.facts.find((own) => own.key === 'plan-no-place')];
    };
    expect(of([1, 1])).toEqual(['done', undefined]);
    const fact = { key: 'plan-no-place', of: 2, only: 'no-place' };
    expect(of([1, 0])).toEqual(['attention', { ...fact, n: 1, warn: true }]);
    expect(of([0, 0])).toEqual(['done', { ...fact, n: 2, warn: false }]);
  });
});

describe('the sample', () => {
  const told = { name: 'pvt', seed: '3', method: '', strata: '', waves: 0, stations: 3 };

  // Protects the estimate: until the lock anybody can draw again, and the page says so.
  test('is done when every one is locked', () => {
    const samples = [{ ...told, locked: true }];
    expect(standing('sample', {}, { samples })).toBe('done');
    const two = [...samples, { ...told, name: 'second', locked: false }];
    expect(standing('sample', {}, { samples: two })).toBe('attention');
  });

  test('counts stations that nobody can go to', () => {
    const stations = table([{ sampled: 1, missing: 2 }, { missing: 1 }, { sampled: 1 }]);
    const samples = [{ ...told, locked: true }];
    const [fact] = steps({ mission: { ...bare, samples }, stations })[3]?.facts ?? [];
    expect(fact).toEqual({ key: 'plan-missing-n', n: 1 });
  });
});

describe('forms and deadlines', () => {
  test('lack the stages that have no form', () => {
    const contests = [CONTEST];
    expect(standing('forms', { forms: formed(KINDS) }, { contests })).toBe('done');
    expect(standing('forms', { forms: formed(['protocol']) }, { contests })).toBe('todo');
    const some = formed(['protocol', 'incident', 'opening']);
    const facts = steps({ mission: { ...bare, contests }, forms: some })[4]?.facts;
    expect(facts?.find((own) => own.key === 'plan-no-form')?.stages).toEqual([
      'voting',
      'turnout',
      'counting',
    ]);
    const other = formed(KINDS.filter((own) => own !== 'protocol'));
    expect(step('forms', { forms: other }, { contests }).facts).toContain('plan-no-protocol');
  });

  // Protects the day: deadlines of a form that is gone, or of another day, remind nobody rightly.
  test('are looked at where they do not fit the election', () => {
    const expected = [{ id: 'noon', form: 'voting', due: 720, grace: 30, from: 420 }];
    const schedule = { date: CONTEST.date, expected };
    const [forms, contests] = [formed(KINDS), [CONTEST]];
    expect(standing('deadlines', { forms }, { contests, schedule })).toBe('done');
    const late = { ...schedule, date: '2021-01-11' };
    expect(standing('deadlines', { forms }, { contests, schedule: late })).toBe('attention');
    expect(step('deadlines', { forms: formed([]) }, { contests, schedule }).facts).toContain(
      'plan-formless',
    );
    expect(standing('deadlines', {}, { schedule: { ...schedule, expected: [] } })).toBe('todo');
  });
});

describe('people', () => {
  const stations = table([
    { sampled: 1, observers: 1 },
    { sampled: 1 },
    { sampled: 1, missing: 1 },
    {},
  ]);

  // Protects coverage: a station of the sample to which nobody goes is named while there is time.
  test('leave stations of the sample empty', () => {
    expect(covered(stations)).toEqual([2, ['2']]);
    const known = { stations, observers: [observer({})] };
    expect(step('observers', known, { stations: 4 })).toEqual({
      standing: 'attention',
      facts: ['plan-joined', 'plan-covered', 'plan-uncovered'],
    });
  });

  test('are counted by phone, code and place; whoever left is not', () => {
    const observers = [
      observer({}),
      observer({ devices: 0, code_open: true }),
      observer({ devices: 0 }),
      observer({ deployments: [{ station: '1', shift: null, role: '', ended: true }] }),
      observer({ revoked: true, devices: 0 }),
    ];
    const found = steps({ mission: bare, stations: table([]), observers });
    expect(found.find((own) => own.id === 'observers')?.facts).toEqual([
      { key: 'plan-joined', n: 2, of: 4 },
      { key: 'plan-codes-open', n: 1 },
      { key: 'plan-codeless', n: 1, warn: true },
      { key: 'plan-idle', n: 1, warn: true },
    ]);
  });
});

describe('keys, clerks, the drill', () => {
  // Protects sensitive answers: without a recipient phones file none of them.
  test('want a recipient', () => {
    expect(step('keys', {})).toEqual({
      standing: 'attention',
      facts: ['plan-no-key', 'plan-publish'],
    });
    expect(standing('keys', {}, { recipients: ['age1'] })).toBe('done');
  });

  // Protects double entry: two clerks and somebody who decides, whoever looks; names are for those
  // who give accounts.
  test('want two clerks and a coordinator', () => {
    expect(steps({ mission: bare }).some((own) => own.id === 'accounts')).toBe(false);
    expect(standing('accounts', { clerks: 'reading' })).toBe('reading');
    const of = (more: Partial<Clerks>) => step('accounts', { clerks: double(more) });
    expect(of({})).toEqual({ standing: 'done', facts: ['plan-clerks-n'] });
    expect(of({ names: ['asel'] }).facts).toContain('plan-clerks-named');
    expect(of({ accounts: 2 })).toEqual({
      standing: 'done',
      facts: ['plan-clerks-n', 'plan-third-clerk'],
    });
    expect(of({ deciding: 0 }).standing).toBe('attention');
    expect(of({ accounts: 1, enough: false }).standing).toBe('todo');
  });

  test('say whether a drill was held, and that one is on', () => {
    const rehearsed = { reports: 12, stations: 4 };
    expect(standing('drill', { rehearsed })).toBe('done');
    expect(step('drill', { rehearsed }, { drill: 'spring' })).toEqual({
      standing: 'attention',
      facts: ['plan-drill-on', 'plan-drilled'],
    });
  });
});
