import { dispose, keep, type Tensor, tensor, type Variable } from '@tensorflow/tfjs-core';
import type { ByParameter } from '../optimizers/optimizer.js';
import type { ProcessGroup } from './process-group.js';
import { matrixOfRows, takeRows, touchedRows } from './touched-rows.js';

/** A gradient on the host. */
interface HostGradient {
  readonly values: Float32Array;
  /** Of a table: the rows that are not zero. */
  readonly rows: Int32Array | undefined;
}

/** This process's gradients, read from the device. */
export interface HostGradients {
  /** One for each parameter, in their order; none in a process that has nothing to contribute. */
  readonly gradients: readonly HostGradient[];
  /** How many rows of each table are not zero: what the others must know. */
  readonly touched: readonly number[];
}

export interface Exchange {
  readonly own: HostGradients;
  /** What this process's gradients are multiplied with. */
  readonly factor: number;
  /** `touched` of every process. */
  readonly touched: readonly (readonly number[])[];
}

/** Adds up the gradients of all processes; its memory is that of the parameters, taken once. */
export interface GradientExchange {
  readonly tables: number;
  /** Reads gradients and disposes them. */
  read(gradients: ByParameter | undefined): Promise<HostGradients>;
  /** The sum over all processes, for the caller to dispose: the same bits in all of them. */
  sum(exchange: Exchange): Promise<ByParameter>;
}

/** @param isTable which parameters, by their names, may be exchanged by rows, if they are matrices */
export function createGradientExchange(
  group: ProcessGroup,
  parameters: Readonly<Record<string, Variable>>,
  isTable: (name: string) => boolean,
): GradientExchange {
  const entries = Object.entries(parameters).map(([name, { shape, size }]) => ({
    name,
    shape,
    size,
    isTable: isMatrix(shape) && isTable(name),
  }));
  type Entry = (typeof entries)[number];
  const tables = entries.filter((entry) => entry.isTable);
  const elements = entries.reduce((sum, { size }) => sum + size, 0);
  const flat = new Float32Array(new ArrayBuffer(Float32Array.BYTES_PER_ELEMENT * elements));
  const placeOf = new Map(entries.map((entry, place) => [entry, place]));
  const gradientOf = ({ gradients }: HostGradients, entry: Entry): HostGradient | undefined => gradients[placeOf.get(entry) as number];

  const sumDense = async ({ own, factor }: Exchange, dense: readonly Entry[]): Promise<Float32Array[]> => {
    let place = 0;
    for (const entry of dense) {
      pack(gradientOf(own, entry)?.values, factor, flat.subarray(place, place + entry.size));
      place += entry.size;
    }
    if (place > 0) await group.allReduce(flat.subarray(0, place));
    place = 0;
    return dense.map(({ size }) => {
      place += size;
      // A copy, since a backend may keep the values that it is given.
      return flat.slice(place - size, place);
    });
  };

  const sumRows = async ({ own, factor }: Exchange, table: Entry): Promise<Tensor> => {
    const [count, columns] = table.shape as [number, number];
    const { values = new Float32Array(), rows = new Int32Array() } = gradientOf(own, table) ?? {};
    const allRows = await group.allGather(rows.slice());
    const allValues = await group.allGather(takeRows(values, rows, columns, factor));
    return matrixOfRows({ rows: join(allRows, Int32Array), values: join(allValues, Float32Array) }, [count, columns]);
  };

  return {
    tables: tables.length,
    async read(gradients) {
      if (!gradients) return { gradients: [], touched: tables.map(() => 0) };
      try {
        const read = await Promise.all(entries.map(({ name }) => (gradients[name] as Tensor).data() as Promise<Float32Array>));
        const host = read.map((values, place) => {
          const { isTable: hasRows, shape } = entries[place] as Entry;
          return { values, rows: hasRows ? touchedRows(values, shape[1] as number) : undefined };
        });
        return { gradients: host, touched: host.flatMap(({ rows }) => (rows ? [rows.length] : [])) };
      } finally {
        dispose(gradients);
      }
    },
    async sum(exchange) {
      const byRows = tables.filter(({ shape, size }, table) => {
        const rows = exchange.touched.reduce((sum, touched) => sum + (touched[table] as number), 0);
        return rows * ((shape[1] as number) + 1) < size;
      });
      const dense = entries.filter((entry) => !byRows.includes(entry));
      const sums: Record<string, Tensor> = {};
      try {
        for (const table of byRows) sums[table.name] = keep(await sumRows(exchange, table));
        const values = await sumDense(exchange, dense);
        dense.forEach(({ name, shape }, place) => {
          sums[name] = keep(tensor(values[place] as Float32Array, shape));
        });
        return Object.fromEntries(entries.map(({ name }) => [name, sums[name] as Tensor]));
      } catch (error) {
        dispose(sums);
        throw error;
      }
    },
  };
}

function isMatrix({ length }: readonly number[]): boolean {
  return length === 2;
}

/** Writes values times a factor to a place of their size, or zeros if there are none. */
function pack(values: Float32Array | undefined, factor: number, place: Float32Array): void {
  if (!values) place.fill(0);
  else if (factor === 1) place.set(values);
  else for (let index = 0; index < values.length; index++) place[index] = (values[index] as number) * factor;
}

function join<Numbers extends Float32Array | Int32Array>(parts: readonly Numbers[], Kind: new (length: number) => Numbers): Numbers {
  const joined = new Kind(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    joined.set(part as Float32Array & Int32Array, place);
    place += part.length;
  }
  return joined;
}
