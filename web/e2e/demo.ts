/** A complete example election, as `sanaq demo` makes it, its evening played to the end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from './mission';

export class Demo {
  address = '';
  /** Opens what incidents say in confidence. */
  identity = '';
  /** Codes that phones can join by. */
  codes: string[] = [];
  private password = '';
  private readonly data = mkdtempSync(join(tmpdir(), 'example-'));
  private server: ChildProcess | undefined;

  async start(...more: string[]): Promise<void> {
    const flags = ['--port', '0', '--speed', '0', '--data', this.data, ...more];
    const server = spawn(program, ['demo', ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.server = server;
    let said = '';
    await new Promise<void>((done, failed) => {
      const hear = (bytes: Buffer): void => {
        said += bytes.toString();
        if (said.includes('The evening is over')) done();
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.on('error', failed);
      server.on('exit', () => failed(new Error(`the example stopped: ${said}`)));
    });
    this.address = /(http:\S+)\/d\//.exec(said)?.[1] ?? '';
    this.password = /password (\S+)/.exec(said)?.[1] ?? '';
    this.identity = /AGE-SECRET-KEY-\S+/.exec(said)?.[0] ?? '';
    this.codes = Array.from(said.matchAll(/guest-\d: (\S+)/g), (own) => own[1] ?? '');
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.server?.once('exit', done));
    this.server?.removeAllListeners('exit');
    this.server?.once('exit', () => undefined);
    this.server?.kill('SIGINT');
    await Promise.race([gone, new Promise((done) => setTimeout(done, 10_000))]);
    this.server?.kill('SIGKILL');
    rmSync(this.data, { recursive: true, force: true });
  }

  /** The cookie of whoever has signed in. */
  async enter(account: string): Promise<string> {
    const response = await fetch(`${this.address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sanaq': '1' },
      body: JSON.stringify({ account, password: this.password }),
    });
    if (!response.ok) throw new Error(`${account}: ${response.status} ${await response.text()}`);
    return response.headers.get('set-cookie')?.split(';')[0] ?? '';
  }
}
