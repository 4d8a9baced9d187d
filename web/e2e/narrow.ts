/** A narrow line to a server: so many bytes a second for everybody together, late, and cut at will. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Bytes that go at once: what is cut in between is lost, as on a real line. */
const PIECE = 512;

export interface Narrow {
  address: string;
  /** Bytes that went to the server. */
  sent: () => number;
  /** Breaks every connection that is open. */
  cut: () => void;
  close: () => void;
}

interface Line {
  rate: number;
  /** How late everything comes (ms). */
  delay: number;
}

/** One direction of all connections: piece by piece, in the order in which they came. */
class Lane {
  bytes = 0;
  private free = 0;
  constructor(private readonly line: Line) {}

  carry(from: Socket, to: Socket): void {
    let underway = Promise.resolve();
    from.on('data', (data) => {
      const bytes = Buffer.from(data);
      from.pause();
      underway = this.all(bytes, to).then(() => void from.resume());
    });
    // What was said before the end still arrives.
    const end = (): void => void underway.then(() => setTimeout(() => to.end(), this.line.delay));
    from.on('end', end);
    from.on('close', end);
    from.on('error', () => to.destroy());
  }

  private async all(bytes: Buffer, to: Socket): Promise<void> {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      this.free = Math.max(this.free, Date.now()) + (piece.length / this.line.rate) * 1_000;
      await new Promise((done) => setTimeout(done, this.free - Date.now()));
      if (to.destroyed) return;
      this.bytes += piece.length;
      setTimeout(() => to.destroyed || to.write(piece), this.line.delay);
    }
  }
}

export async function narrow(to: string, line: Line): Promise<Narrow> {
  const { hostname, port } = new URL(to);
  const [up, down] = [new Lane(line), new Lane(line)];
  const open = new Set<Socket>();
  const server = createServer((phone) => {
    const mission = connect(Number(port), hostname);
    for (const own of [phone, mission]) {
      open.add(own);
      own.on('close', () => open.delete(own));
    }
    up.carry(phone, mission);
    down.carry(mission, phone);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const cut = (): void => open.forEach((own) => void own.destroy());
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => up.bytes,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
}
