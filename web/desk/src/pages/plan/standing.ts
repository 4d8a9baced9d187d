/** How far the mission is prepared: each step of the work with the figures that say so. */
import type { Kind } from '../../../../kit/forms/types';
import type { Stations } from '../../stations';
import type { Account, Clerks, Mission, Observer } from '../../types';
import type { FormList } from '../settings/forms';

export type Standing = 'done' | 'todo' | 'attention' | 'reading';

export type StepId =
  | 'election'
  | 'zones'
  | 'stations'
  | 'sample'
  | 'forms'
  | 'deadlines'
  | 'observers'
  | 'keys'
  | 'accounts'
  | 'drill';

/** A sentence of a step: which one, and the figures in it. */
export interface Fact {
  key: string;
  n?: number;
  of?: number;
  names?: string;
  stages?: readonly Kind[];
  /** Somebody should look at it. */
  warn?: boolean;
  /** The stations that it counts, as the page of stations filters them. */
  only?: string;
}

export interface Step {
  id: StepId;
  standing: Standing;
  facts: Fact[];
}

/** What is known; nothing: it has not been read yet. */
export interface Known {
  mission: Mission;
  stations?: Stations | undefined;
  forms?: FormList | undefined;
  observers?: readonly Observer[] | undefined;
  /** What was reported in drills. */
  rehearsed?: { reports: number; stations: number } | undefined;
  /** Nothing: whoever looks gives no accounts, and does not see them. */
  accounts?: readonly Account[] | undefined;
  /** Nothing: whoever looks reviews nothing. */
  clerks?: Clerks | 'reading' | undefined;
}

/** What a mission usually asks its observers; which of these it has no form for is said. */
const STAGES: readonly Kind[] = [
  'opening',
  'voting',
  'turnout',
  'counting',
  'protocol',
  'incident',
];
/** Names that are said in a sentence; the rest is counted. */
const TOLD = 8;

/** Done where nothing is left to look at. */
const settled = (facts: Fact[]): Standing => (facts.some((own) => own.warn) ? 'attention' : 'done');

const told = (names: readonly string[]): string =>
  names
    .slice(0, TOLD)
    .map((own) => own || '–')
    .join(', ') + (names.length > TOLD ? '…' : '');

function election({ mission }: Known): Step {
  const { contests } = mission;
  const facts: Fact[] = [];
  if (contests.length === 0) return { id: 'election', standing: 'todo', facts };
  const dates = [...new Set(contests.map((own) => own.date))];
  if (dates.length > 1) facts.push({ key: 'plan-dates', names: dates.join(', '), warn: true });
  return { id: 'election', standing: settled(facts), facts };
}

/** Areas of stations that lie in no zone. */
export function withoutZone(zones: Record<string, string>, areas: readonly string[]): string[] {
  const covered = (area: string): boolean =>
    Object.keys(zones).some((own) => own === '' || area === own || area.startsWith(`${own}/`));
  return [...new Set(areas.filter((own) => !covered(own)))].sort();
}

function zones({ mission, stations }: Known): Step {
  const named = Object.keys(mission.zones).length;
  if (named === 0) return { id: 'zones', standing: 'todo', facts: [] };
  const facts: Fact[] = [{ key: 'plan-zones-n', n: new Set(Object.values(mission.zones)).size }];
  if (mission.stations > 0 && !stations) return { id: 'zones', standing: 'reading', facts };
  const bare = withoutZone(mission.zones, stations?.places ?? []);
  if (bare.length > 0)
    facts.push({ key: 'plan-zones-bare', n: bare.length, names: told(bare), warn: true });
  return { id: 'zones', standing: settled(facts), facts };
}

function polling({ mission, stations }: Known): Step {
  if (mission.stations === 0) return { id: 'stations', standing: 'todo', facts: [] };
  const facts: Fact[] = [{ key: 'stations-n', n: mission.stations }];
  if (!stations) return { id: 'stations', standing: 'reading', facts };
  const bare = stations.registered.filter((own) => own === null).length;
  if (bare > 0) facts.push({ key: 'plan-no-register', n: bare, warn: true });
  else facts.push({ key: 'plan-registers' });
  const homeless = Array.from(stations.codes, (_, row) => stations.areaOf(row)).filter(
    (own) => own === '',
  ).length;
  if (homeless > 0) facts.push({ key: 'plan-no-area', n: homeless, warn: true });
  facts.push(...placeless(stations));
  return { id: 'stations', standing: settled(facts), facts };
}

/** A mission may do without places; where it has some, the others are missed. */
function placeless({ placed }: Stations): Fact[] {
  const [n, of] = [placed.filter((own) => own === 0).length, placed.length];
  if (n === 0) return [];
  return [{ key: 'plan-no-place', n, of, warn: n < of, only: 'no-place' }];
}

function sample({ mission, stations }: Known): Step {
  if (mission.samples.length === 0) return { id: 'sample', standing: 'todo', facts: [] };
  const facts: Fact[] = mission.samples
    .filter((own) => !own.locked)
    .map((own) => ({ key: 'plan-unlocked', names: own.name, warn: true }));
  const missing = (stations?.day.missing ?? []).filter(
    (why, row) => why !== 0 && stations?.day.sampled[row] === 1,
  ).length;
  if (missing > 0) facts.push({ key: 'plan-missing-n', n: missing });
  return { id: 'sample', standing: settled(facts), facts };
}

function forms({ mission, forms: list }: Known): Step {
  if (!list) return { id: 'forms', standing: 'reading', facts: [] };
  const current = list.forms.filter((own) => own.current);
  const kinds = new Set(current.map((own) => own.kind));
  const bare = STAGES.filter((own) => !kinds.has(own));
  const known = new Set(current.map((own) => own.form));
  const lost = mission.contests.filter((own) => !known.has(own.form)).map((own) => own.id);
  const facts: Fact[] = current.length > 0 ? [{ key: 'plan-forms-n', n: current.length }] : [];
  if (lost.length > 0) facts.push({ key: 'plan-no-protocol', names: told(lost), warn: true });
  if (bare.length > 0) facts.push({ key: 'plan-no-form', stages: bare, warn: true });
  const none = current.length === 0 || bare.length >= STAGES.length - 1;
  return { id: 'forms', standing: none ? 'todo' : settled(facts), facts };
}

function deadlines({ mission, forms: list }: Known): Step {
  const { schedule, contests } = mission;
  const expected = schedule?.expected ?? [];
  if (!schedule || expected.length === 0) return { id: 'deadlines', standing: 'todo', facts: [] };
  const facts: Fact[] = [{ key: 'plan-deadlines-n', n: expected.length }];
  const known = new Set(list?.forms.filter((own) => own.current).map((own) => own.form));
  const lost = expected.filter((own) => list && !known.has(own.form)).map((own) => own.id);
  if (lost.length > 0) facts.push({ key: 'plan-formless', names: told(lost), warn: true });
  const other = contests.find((own) => own.date !== schedule.date);
  if (other) facts.push({ key: 'plan-other-day', names: schedule.date, warn: true });
  const reminded = mission.reminders.rules.length;
  facts.push(
    reminded > 0 ? { key: 'plan-reminders-n', n: reminded } : { key: 'plan-no-reminders' },
  );
  return { id: 'deadlines', standing: settled(facts), facts };
}

const posted = (own: Observer): boolean => own.deployments.some((post) => !post.ended);

function people({ mission, stations, observers }: Known): Step {
  if (!observers || (mission.stations > 0 && !stations))
    return { id: 'observers', standing: 'reading', facts: [] };
  const active = observers.filter((own) => !own.revoked);
  if (active.length === 0) return { id: 'observers', standing: 'todo', facts: [] };
  const joined = active.filter((own) => own.devices > 0).length;
  const facts: Fact[] = [{ key: 'plan-joined', n: joined, of: active.length }];
  const open = active.filter((own) => own.devices === 0 && own.code_open).length;
  if (open > 0) facts.push({ key: 'plan-codes-open', n: open });
  const bare = active.filter((own) => own.devices === 0 && !own.code_open).length;
  if (bare > 0) facts.push({ key: 'plan-codeless', n: bare, warn: true });
  const idle = active.filter((own) => !posted(own)).length;
  if (idle > 0) facts.push({ key: 'plan-idle', n: idle, warn: true });
  const [all, empty] = covered(stations);
  if (all > 0) facts.push({ key: 'plan-covered', n: all - empty.length, of: all });
  if (empty.length > 0) facts.push({ key: 'plan-uncovered', n: empty.length, warn: true });
  return { id: 'observers', standing: settled(facts), facts };
}

/** How many stations of samples somebody can go to, and those to which nobody does. */
export function covered(stations: Stations | undefined): [number, string[]] {
  if (!stations) return [0, []];
  const { sampled, missing, observers } = stations.day;
  const open = stations.codes.filter((_, row) => sampled[row] === 1 && missing[row] === 0);
  const empty = stations.codes.filter(
    (_, row) => sampled[row] === 1 && missing[row] === 0 && observers[row] === 0,
  );
  return [open.length, empty];
}

function keys({ mission, accounts }: Known): Step {
  const n = mission.recipients.length;
  const facts: Fact[] = [n === 0 ? { key: 'plan-no-key', warn: true } : { key: 'plan-keys-n', n }];
  const open = accounts?.filter((own) => !own.closed && own.organisation === '');
  const publish = open?.filter((own) => own.role === 'coordinator' || own.role === 'admin');
  if (publish) facts.push({ key: 'plan-publish-n', n: publish.length });
  else facts.push({ key: 'plan-publish' });
  return { id: 'keys', standing: settled(facts), facts };
}

/** Two clerks type every sheet, and somebody else decides where they differ. */
function clerks(known: Clerks | 'reading'): Step {
  if (known === 'reading') return { id: 'accounts', standing: 'reading', facts: [] };
  const { accounts, enough, deciding, names } = known;
  const facts: Fact[] = [{ key: 'plan-clerks-n', n: accounts }];
  if (names && names.length > 0) facts.push({ key: 'plan-clerks-named', names: told(names) });
  if (accounts === 2) facts.push({ key: 'plan-third-clerk' });
  if (deciding === 0) facts.push({ key: 'plan-nobody-decides', warn: true });
  return { id: 'accounts', standing: enough ? settled(facts) : 'todo', facts };
}

function drill({ mission, rehearsed }: Known): Step {
  const facts: Fact[] = [];
  if (mission.drill !== null)
    facts.push({ key: 'plan-drill-on', names: mission.drill, warn: true });
  if (rehearsed && rehearsed.reports > 0)
    facts.push({ key: 'plan-drilled', n: rehearsed.reports, of: rehearsed.stations });
  if (facts.length > 0) return { id: 'drill', standing: settled(facts), facts };
  return { id: 'drill', standing: rehearsed ? 'todo' : 'reading', facts };
}

/** The steps in the order of the work. */
export function steps(known: Known): Step[] {
  const all = [election, zones, polling, sample, forms, deadlines, people, keys];
  const double = known.clerks ? [clerks(known.clerks)] : [];
  return [...all.map((of) => of(known)), ...double, drill(known)];
}
