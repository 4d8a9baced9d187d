/** The table of all stations, kept: the whole of it at first, then what changed since. */
import { contestAsked } from './contests';
import { View, drill } from './desk.svelte';
import { Stations, type Table } from './stations';

/** The server makes the table once a second at most. */
const PAUSE = 1_000;

export class StationTable {
  stations = $state.raw<Stations>();
  /** What the server said last: a failure is shown by it. */
  readonly view = new View<Table>();
  private busy = false;
  /** Whose protocols and published figures it has. */
  private contest = '';

  /** Reads it until it knows so many entries of the log. */
  async read(entries: () => number = () => 0): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      do {
        const contest = contestAsked();
        const known = this.contest === contest ? this.stations : undefined;
        this.contest = contest;
        const asked = {
          drill: drill(),
          ...(contest && { contest }),
          ...(known && { since: known.entries, list: known.list }),
        };
        const query = new URLSearchParams(
          Object.entries(asked).map(([name, own]) => [name, String(own)]),
        );
        await this.view.read(`/api/desk/table?${query.toString()}`);
        const { data, failure } = this.view;
        if (failure || !data) return;
        this.stations = new Stations(data, data.whole ? undefined : known);
      } while (
        this.contest !== contestAsked() ||
        (this.stations.entries < entries() && (await pause()))
      );
    } finally {
      this.busy = false;
    }
  }
}

const pause = (): Promise<boolean> => new Promise((done) => setTimeout(() => done(true), PAUSE));
