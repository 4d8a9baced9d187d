/** A mission with a sample, observers and clerks, and an evening of reports, for the data centre. */
import { hex, newId, sha256, utf8, type Bytes } from '../kit/bytes';
import type { Answers } from '../kit/forms/types';
import { seal } from '../kit/seal';
import { Mission } from './mission';

export const PASSWORD = 'correct horse battery';
const PROTOCOL = 'protocol-majilis-lists';
const REGIONS = ['Almaty/Medeu', 'Almaty/Alatau', 'Aktobe/Martuk', 'Oral/Zhanibek'];
/** The evening of election day in Almaty. */
const EVENING = Date.UTC(2021, 0, 10, 15, 30) / 1000;

export interface Sheet {
  registered: number;
  issued: number;
  cast: number;
  invalid: number;
  valid: number;
  votes: number[];
}

const LISTS = ['nur-otan', 'ak-zhol', 'qhp', 'auyl', 'adal'];

/** A plausible sheet; other stations have others. */
export function sheet(nth: number): Sheet {
  const registered = 900 + ((nth * 137) % 1_300);
  const cast = Math.floor(registered * (0.55 + ((nth * 29) % 30) / 100));
  const invalid = (nth * 7) % 23;
  const valid = cast - invalid;
  const parts = [0.1 + ((nth * 3) % 5) / 100, 0.09, 0.055, 0.035].map((own) =>
    Math.floor(valid * own),
  );
  const rest = valid - parts.reduce((sum, own) => sum + own, 0);
  return { registered, issued: cast, cast, invalid, valid, votes: [rest, ...parts] };
}

export const answersOf = (own: Sheet): Answers => ({
  registered: { integer: own.registered },
  issued: { integer: own.issued },
  cast: { integer: own.cast },
  invalid: { integer: own.invalid },
  valid: { integer: own.valid },
  ...Object.fromEntries(LISTS.map((id, i) => [`votes.${id}`, { integer: own.votes[i] ?? 0 }])),
});

/** The figures in the order of the form's lines. */
export const linesOf = (own: Sheet): number[] => [
  own.registered,
  own.issued,
  own.cast,
  own.invalid,
  own.valid,
  ...own.votes,
];

export class Centre extends Mission {
  readonly sampled: string[] = [];
  /** The first station's code; those of the plan are smaller. */
  protected readonly first: number = 100;
  private token = '';

  /** Where the data centre is. */
  get desk(): string {
    return `${this.address}/d/`;
  }

  override async start(): Promise<void> {
    await super.start();
    await this.people();
  }

  protected async list(
    kind: string,
    text: string,
    more: Record<string, string> = {},
  ): Promise<{ csv?: string; sheet?: string }> {
    const query = new URLSearchParams({ file: `${kind}.csv`, ...more }).toString();
    const response = await fetch(`${this.address}/api/desk/import/${kind}?${query}`, {
      method: 'POST',
      headers: { 'x-sanaq': '1', cookie: this.cookie },
      body: text,
    });
    if (!response.ok) throw new Error(`${kind}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { csv?: string; sheet?: string };
  }

  /** The page with a new code for an observer, as it is printed. */
  async codes(language: string): Promise<string> {
    const more = { language, reissue: 'true' };
    return (await this.list('observers', 'observer\ns-40', more)).sheet ?? '';
  }

  /** Stations, a sample of them, observers there, and who works in the data centre. */
  protected async people(): Promise<void> {
    const rows = Array.from({ length: 120 }, (_, i) => ({
      code: String(this.first + i),
      area: REGIONS[i % REGIONS.length],
      registered: sheet(i).registered,
      place: [432_000_000 + i * 90_000, 768_000_000 + ((i * 37) % 50) * 200_000],
    }));
    await this.record('stations/1', { rows });
    await this.deploy(48);
    const roles = {
      'clerk-a': 'clerk',
      'clerk-b': 'clerk',
      'clerk-c': 'clerk',
      asel: 'coordinator',
      officer: 'security-officer',
    };
    // Together: a password takes its time, on each core.
    await Promise.all(Object.entries(roles).map(([id, role]) => this.account(id, role)));
  }

  /** Somebody who works in the data centre, for the mission or for a partner. */
  async account(id: string, role: string, organisation = ''): Promise<void> {
    const body = { id, role, ...(organisation ? { organisation } : {}) };
    const decision = { id: newId(), kind: 'account/1', body, password: PASSWORD };
    await this.ask('POST', '/api/desk/events', decision);
  }

  /** A sample is drawn, with an observer at each of its stations. */
  protected async deploy(size: number): Promise<void> {
    const draw = { name: 'pvt', seed: '3 1 6', size, strata: 'region', lock: true };
    await this.ask('POST', '/api/desk/sample', draw);
    const csv = await this.told('/api/desk/sample?name=pvt');
    this.sampled.push(
      ...csv
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(',')[0] ?? ''),
    );
    const ids = this.sampled.map((_, i) => `s-${i + 1}`);
    const { csv: codes = '' } = await this.list(
      'observers',
      ['observer,language', ...ids.map((id) => `${id},kk`)].join('\n'),
    );
    await this.list(
      'deployments',
      ['observer,station,role', ...ids.map((id, i) => `${id},${this.sampled[i]},stationary`)].join(
        '\n',
      ),
    );
    await this.record('policy/1', { planted_every: 0 });
    const code = /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(codes)?.[0] ?? '';
    const joined = await this.ask<{ token: string }>('POST', '/api/join', { code });
    this.token = joined.token;
  }

  private async told(path: string): Promise<string> {
    const headers = { 'x-sanaq': '1', cookie: this.cookie };
    return (await fetch(this.address + path, { headers })).text();
  }

  /** The reports that the mission has of a station. */
  async known(station: string): Promise<string[]> {
    const path = `station?station=${station}&limit=1000`;
    const { reports } = await this.view<{ reports: { rows: { id: string }[] } }>(path);
    return reports.rows.map((own) => own.id).sort();
  }

  /** What stands on the sheet of a station of the sample. */
  sheetOf(nth: number): Sheet {
    const code = Number(this.sampled[nth]);
    return code >= this.first ? sheet(code - this.first) : { ...sheet(0), registered: 2_100 };
  }

  /** A protocol that a coordinator types from the telephone. */
  async protocol(nth: number, own: Sheet, after = 0, observer = `s-${nth + 1}`): Promise<string> {
    const id = newId();
    await this.ask('POST', '/api/desk/reports', {
      id,
      form: PROTOCOL,
      version: '2021-01-10',
      station: this.sampled[nth],
      observer,
      answers: answersOf(own),
      made: EVENING + nth * 60 + after,
      channel: 'phone',
    });
    return id;
  }

  /** What the commission has of all stations, as a table; of one of the sample otherwise. */
  table(otherwise: number): string {
    const head = ['registered', 'issued', 'cast', 'invalid', 'valid'];
    const rows = Array.from({ length: 120 }, (_, i) => {
      const own = sheet(i);
      const moved = String(100 + i) === this.sampled[otherwise] ? 40 : 0;
      const votes = own.votes.map((one, n) =>
        n === 0 ? one + moved : n === 1 ? one - moved : one,
      );
      return [100 + i, REGIONS[i % REGIONS.length], ...linesOf({ ...own, votes })].join(',');
    });
    const columns = ['station', 'area', ...head, ...LISTS.map((id) => `votes.${id}`)];
    return [columns.join(','), ...rows].join('\n');
  }

  /** The commission publishes that, or another table of a contest. */
  async publish(
    source: string,
    otherwise: number,
    more: Record<string, string> = {},
    table = this.table(otherwise),
  ): Promise<void> {
    const query = new URLSearchParams({ id: newId(), source, file: 'official.csv', ...more });
    const response = await fetch(`${this.address}/api/desk/import/official?${query.toString()}`, {
      method: 'POST',
      headers: { 'x-sanaq': '1', cookie: this.cookie },
      body: table,
    });
    if (!response.ok) throw new Error(`official: ${response.status} ${await response.text()}`);
  }

  /** What the first observer's device sends. */
  private async file(report: object): Promise<void> {
    const response = await fetch(`${this.address}/api/reports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(report),
    });
    if (!response.ok) throw new Error(`report: ${response.status} ${await response.text()}`);
  }

  private async upload(content: Bytes): Promise<string> {
    const blob = hex(await sha256(content));
    const path = `${this.address}/api/blobs/${blob}`;
    const headers = { authorization: `Bearer ${this.token}` };
    await fetch(`${path}?offset=0`, { method: 'PUT', headers, body: content });
    const done = await fetch(`${path}?size=${content.length}`, { method: 'POST', headers });
    if (!done.ok) throw new Error(`blob: ${done.status} ${await done.text()}`);
    return blob;
  }

  /** The first observer's protocol, with its photo. */
  async photographed(own: Sheet, photo: Bytes): Promise<void> {
    const blob = await this.upload(photo);
    await this.file({
      id: newId(),
      form: PROTOCOL,
      version: '2021-01-10',
      station: this.sampled[0],
      answers: answersOf(own),
      photos: [{ place: 'page-1', blob }],
      made: EVENING,
    });
  }

  /** A call for help, whose words are sealed. */
  async help(words: string): Promise<void> {
    await this.report('incident', {
      answers: {
        'category-group': { choice: 'reprisal' },
        category: { choice: 'help-now' },
        severity: { choice: 'critical' },
      },
      sealed: [{ place: 'description', blob: await this.sealed(words) }],
    });
  }

  /** The first observer counted, is asked back, and answers in words. */
  async answered(words: string): Promise<void> {
    const answers = { until: { time: '10:00' }, voters: { integer: 12 } };
    const report = await this.report('turnout', { answers });
    await this.record('review/1', { report, verdict: 'call-back', reason: 'So few?' });
    const sealed = [{ place: 'comment', blob: await this.sealed(words) }];
    await this.report('turnout', { answers, corrects: report, sealed });
  }

  private async sealed(words: string): Promise<string> {
    const { recipients } = await this.ask<{ recipients: string[] }>('GET', '/api/mission');
    return this.upload(await seal(utf8(JSON.stringify({ text: words })), recipients));
  }

  private async report(form: string, own: object): Promise<string> {
    const id = newId();
    await this.file({ id, form, version: '1', station: this.sampled[0], made: EVENING, ...own });
    return id;
  }
}
