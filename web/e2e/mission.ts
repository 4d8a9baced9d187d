/** A mission on a real server, set up over HTTP as a coordinator would. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argon2id } from '@noble/hashes/argon2.js';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { newId, random, toBase64, utf8 } from '../kit/bytes';
import type { Form } from '../kit/forms/types';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const vectors = new URL('../../crates/forms/tests/vectors/forms.json', import.meta.url);
export const forms = JSON.parse(readFileSync(vectors, 'utf8')) as Form[];

/** The server's program: built before, or named. */
export const program =
  process.env['SANAQ'] ?? new URL('../../target/debug/sanaq', import.meta.url).pathname;

/** What may be read in the mission: everything that no form calls sensitive. */
function clearOf(form: Form): string[] {
  const names: string[] = [];
  for (const item of form.items) {
    for (const inner of 'group' in item ? item.group.items : [item]) {
      if (!('question' in inner)) continue;
      const { question } = inner;
      const text =
        form.kind === 'incident' && (question.ask === 'text' || question.ask === 'photo');
      const code = question.id === 'station-code';
      if (!question.sensitive && question.ask !== 'location' && (!text || code))
        names.push(question.id);
    }
  }
  return names;
}

/** A code as it is printed, and as it is stored (crates/seal/src/code.rs). */
function newCode(): { printed: string; stored: { handle: string; hash: string } } {
  const digits = Array.from(random(15), (byte) => byte % 31);
  const sum = digits.reduce((all, digit, i) => all + digit * (i + 1), 0) % 31;
  digits.push((((31 - sum) % 31) * 2) % 31);
  const text = digits.map((digit) => ALPHABET[digit]).join('');
  const salt = random(16);
  const hash = argon2id(utf8(text), salt, { m: 8 << 10, t: 2, p: 1, dkLen: 32 });
  const plain = (bytes: Uint8Array): string => toBase64(bytes).replace(/=+$/, '');
  const phc = `$argon2id$v=19$m=8192,t=2,p=1$${plain(salt)}$${plain(hash)}`;
  return {
    printed: (text.match(/.{4}/g) ?? []).join('-'),
    stored: { handle: text.slice(0, 4), hash: phc },
  };
}

export class Mission {
  /** Where the server is. */
  address = '';
  identity = '';
  readonly data = mkdtempSync(join(tmpdir(), 'mission-'));
  private server: ChildProcess | undefined;
  cookie = '';
  password = '';
  /** What else the server is started with. */
  readonly flags: string[] = [];

  /** The observer's page. */
  get phone(): string {
    return `${this.address}/p/`;
  }

  async start(): Promise<void> {
    this.identity = await generateX25519Identity();
    mkdirSync(join(this.data, 'keys'));
    const recipient = await identityToRecipient(this.identity);
    writeFileSync(join(this.data, 'keys/recipients.txt'), `${recipient}\n`);
    await this.revive();
    await this.plan();
  }

  /** Starts the server; after `crash`, at the same address. */
  async revive(): Promise<void> {
    const listen = this.address.replace('http://', '') || '127.0.0.1:0';
    const server = spawn(program, [
      'serve',
      '--data',
      this.data,
      '--listen',
      listen,
      ...this.flags,
    ]);
    this.server = server;
    await new Promise<void>((done, failed) => {
      let said = '';
      const hear = (bytes: Buffer): void => {
        said += bytes.toString();
        this.password ||= /shown once: (\S+)/.exec(said)?.[1] ?? '';
        this.address = /listening on (\S+)/.exec(said)?.[1] ?? this.address;
        if (/listening on (\S+)\s/.test(said)) done();
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.on('error', failed);
      server.on('exit', () => failed(new Error(`the server stopped: ${said}`)));
    });
  }

  /** As when the power fails. */
  async crash(): Promise<void> {
    const gone = new Promise((done) => this.server?.once('exit', done));
    this.server?.removeAllListeners('exit');
    const ended = new Promise((done) => this.server?.once('exit', done));
    this.server?.kill('SIGKILL');
    await Promise.race([gone, ended]);
  }

  async stop(): Promise<void> {
    await this.crash();
    rmSync(this.data, { recursive: true, force: true });
  }

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json', 'x-sanaq': '1', cookie: this.cookie };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(this.address + path, init);
    if (response.status === 429) {
      // Faster than one account may: as the server says.
      const wait = Number(response.headers.get('retry-after') ?? 1);
      await new Promise((done) => setTimeout(done, wait * 1_000));
      return this.ask(method, path, body);
    }
    const cookie = response.headers.get('set-cookie');
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  record(kind: string, body: unknown): Promise<unknown> {
    return this.ask('POST', '/api/desk/events', { id: newId(), kind, body });
  }

  view<T>(query: string): Promise<T> {
    return this.ask('GET', `/api/desk/views/${query}`);
  }

  protected async plan(): Promise<void> {
    await this.ask('POST', '/api/session', { account: 'admin', password: this.password });
    const toml = readFileSync(
      new URL('../../elections/kazakhstan-2021.toml', import.meta.url),
      'utf8',
    );
    await this.record('contest/1', { name: 'kazakhstan-2021.toml', toml });
    await this.record('zones/1', { '': 'Asia/Almaty' });
    const row = (code: string): unknown => ({ code, area: 'Almaty/Medeu', registered: 2_100 });
    await this.record('stations/1', { rows: [row('0017'), row('0018')] });
    for (const form of forms.filter((own) => own.id !== 'kinds')) {
      await this.record('form/1', { form, clear: clearOf(form) });
    }
    const due = { form: 'voting', due: 1_200, grace: 60, from: 400 };
    await this.record('schedule/1', { date: '2021-01-10', expected: [{ id: 'noon', ...due }] });
  }

  /** An observer at a station; the code that the phone joins with. */
  async observer(id: string, station = '0017', organisation = ''): Promise<string> {
    const { printed, stored } = newCode();
    const whose = organisation ? { organisation } : {};
    await this.record('observer/1', { id, language: 'en', code: stored, ...whose });
    await this.record('deployment/1', { observer: id, station, role: 'stationary' });
    return printed;
  }

  /** Every file that the server keeps below a folder of its directory. */
  files(folder: string): Buffer[] {
    const place = join(this.data, folder);
    const all = readdirSync(place, { recursive: true, withFileTypes: true });
    return all
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  }
}

/** What the program says when it is run by hand, and whether it was content. */
export function sanaq(...asked: string[]): { said: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync(program, asked, { encoding: 'utf8' });
  return { said: stdout + stderr, code: status };
}

/** Hands out the files of a folder, as any web server does. */
export async function handOut(folder: string): Promise<{ address: string; close: () => void }> {
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').split('?')[0]?.slice(1) || 'index.html';
    const file = join(folder, name);
    if (name.includes('..') || !existsSync(file)) return void response.writeHead(404).end();
    const kind = name.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
    response.writeHead(200, { 'content-type': kind }).end(readFileSync(file));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
