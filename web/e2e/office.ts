/** A mission whose gateway brings text messages, with what a person has to settle. */
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../kit/bytes';
import { Centre, answersOf } from './centre';

const SECRET = 'a gateway secret of the tests';
const GATEWAYS = `[[gateway]]\nname = "main"\nkind = "generic"\nsecret = "${SECRET}"\n`;

export class Office extends Centre {
  /** Where the server keeps copies of the mission, and what is restored from them. */
  readonly beside = mkdtempSync(join(tmpdir(), 'copies-'));
  override readonly flags = ['--backup-folder', join(this.beside, 'all'), '--backup-every', '0'];

  /** The gateway stands in the directory before the server starts. */
  override async revive(): Promise<void> {
    const keys = join(this.data, 'keys');
    mkdirSync(keys, { recursive: true });
    writeFileSync(join(keys, 'gateways.toml'), GATEWAYS, { mode: 0o600 });
    await super.revive();
  }

  override async stop(): Promise<void> {
    await super.stop();
    rmSync(this.beside, { recursive: true, force: true });
  }

  override async start(): Promise<void> {
    await super.start();
    await this.account('boss', 'admin');
    await this.record('official-turnout/1', {
      area: 'Almaty',
      minute: 720,
      share: 4_120,
      source: 'Commission',
    });
    const response = await fetch(`${this.address}/api/desk/numbers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sanaq': '1', cookie: this.cookie },
      body: JSON.stringify({ passphrase: 'numbers stay under this one' }),
    });
    if (!response.ok) throw new Error(`numbers: ${response.status} ${await response.text()}`);
  }

  /** A text message as the gateway brings it. */
  async text(from: string, words: string): Promise<void> {
    const body = JSON.stringify({ id: newId(), from, text: words });
    const time = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', SECRET).update(body).update(time).digest('hex');
    const response = await fetch(`${this.address}/api/sms/main`, {
      method: 'POST',
      headers: { 'x-timestamp': time, 'x-signature': signature },
      body,
    });
    if (!response.ok) throw new Error(`text: ${response.status} ${await response.text()}`);
  }

  /** A protocol that names a station that is on no list; its id. */
  async astray(): Promise<string> {
    const id = newId();
    await this.ask('POST', '/api/desk/reports', {
      id,
      form: 'protocol-majilis-lists',
      version: '2021-01-10',
      station: 'X-9',
      observer: 's-3',
      answers: answersOf(this.sheetOf(2)),
      channel: 'phone',
    });
    return id;
  }
}
