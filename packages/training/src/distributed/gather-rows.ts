import type { ProcessGroup } from '../process-group/process-group.js';
import { copyScaled } from './copy-scaled.js';
import type { OwnGradient } from './own-gradients.js';
import type { Rows } from './touched-rows.js';

/** A table of whose gradient every process has some rows. */
export interface GatheredTable {
  /** Nothing in a process that has learned nothing. */
  readonly own: OwnGradient | undefined;
  /** How many rows each process has. */
  readonly counts: readonly number[];
  readonly columns: number;
}

/** The rows of all processes, in the order of their ranks: those of all tables in one exchange, of which all know the size before. */
export async function gatherRows(group: ProcessGroup, tables: readonly GatheredTable[], scale: number): Promise<readonly Rows[]> {
  if (tables.length === 0) return [];
  const bytesOf = ({ counts, columns }: GatheredTable, rank: number): number => bytesOfNumber * (counts[rank] as number) * (columns + 1);
  const ranks = Array.from({ length: group.size }, (_, rank) => rank);
  const lengths = ranks.map((rank) => tables.reduce((sum, table) => sum + bytesOf(table, rank), 0));
  const parts = await group.allGather(pack(tables, lengths[group.rank] as number, scale), lengths);
  const places = ranks.map(() => 0);
  return tables.map(({ counts, columns }) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const joined = { rows: new Int32Array(total), values: new Float32Array(total * columns) };
    // First the numbers of the rows, then what is in them.
    const take = (into: Int32Array | Float32Array, numbersOfRow: number): void => {
      const bytes = new Uint8Array(into.buffer);
      let end = 0;
      for (const rank of ranks) {
        const length = bytesOfNumber * (counts[rank] as number) * numbersOfRow;
        const from = places[rank] as number;
        bytes.set((parts[rank] as Uint8Array).subarray(from, from + length), end);
        places[rank] = from + length;
        end += length;
      }
    };
    take(joined.rows, 1);
    take(joined.values, columns);
    return joined;
  });
}

const bytesOfNumber = 4;

function pack(tables: readonly GatheredTable[], length: number, scale: number): Uint8Array {
  const packed = new ArrayBuffer(length);
  let place = 0;
  for (const { own } of tables) {
    if (!own?.rows) continue;
    new Int32Array(packed, place, own.rows.length).set(own.rows);
    place += own.rows.byteLength;
    const values = own.rowValues();
    copyScaled(values, scale, new Float32Array(packed, place, values.length));
    place += values.byteLength;
  }
  return new Uint8Array(packed);
}
