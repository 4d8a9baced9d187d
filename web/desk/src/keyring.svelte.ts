/** The mission's key, while somebody looks at what is sealed: in memory, for a quarter of an hour. */
import type { Bytes } from '../../kit/bytes';
import { keyFile, readKeyFile, type Opener } from '../../kit/seal';

/** After so long without use the key is forgotten (ms). */
const IDLE = 15 * 60_000;

class Keyring {
  opener = $state.raw<Opener>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether the file was a key, and the passphrase right. */
  async take(file: Bytes, passphrase: string): Promise<boolean> {
    this.opener = keyFile(file) ? await readKeyFile(file, passphrase) : undefined;
    this.used();
    return this.opener !== undefined;
  }

  used(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.forget(), IDLE);
  }

  forget(): void {
    clearTimeout(this.timer);
    this.opener = undefined;
  }
}

export const keyring = new Keyring();
