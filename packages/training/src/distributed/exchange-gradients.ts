import { dispose, engine, keep, type Tensor, tensor, type Variable } from '@tensorflow/tfjs-core';
import { runningBackend } from '@tidegate/core';
import type { ByParameter } from '../optimizers/optimizer.js';
import { type Exchanged, type OwnGradient, readGradients } from './own-gradients.js';
import type { ProcessGroup } from './process-group.js';
import { matrixOfRows } from './touched-rows.js';

export interface Exchange {
  readonly own: readonly OwnGradient[];
  /** What `touched` says in every process. */
  readonly touched: readonly (readonly number[])[];
}

/** Adds up the gradients of all processes; it holds memory for all parameters once. */
export interface GradientExchange {
  /** How many parameters may be exchanged by rows. */
  readonly tables: number;
  /** Looks at gradients, which must live until they are summed; nothing in a process that has learned nothing. */
  read(gradients: ByParameter | undefined): Promise<readonly OwnGradient[]>;
  /** How many rows of each table are not zero: what the others must know. */
  touched(own: readonly OwnGradient[]): number[];
  /** The sum over all processes, for the caller to dispose: the same bits in all of them. */
  sum(exchange: Exchange): Promise<ByParameter>;
}

/** @param isTable which parameters, by their names, may be exchanged by rows, if they are matrices */
export function createGradientExchange(
  group: ProcessGroup,
  parameters: Readonly<Record<string, Variable>>,
  isTable: (name: string) => boolean,
): GradientExchange {
  const all = Object.entries(parameters).map(
    ([name, { shape, size }]): Exchanged => ({ name, shape, size, isTable: shape.length === 2 && isTable(name) }),
  );
  const tables = all.filter((parameter) => parameter.isTable);
  // It stays where it is: what adds it up may go on while this process does something else.
  const flat = new Float32Array(new ArrayBuffer(Float32Array.BYTES_PER_ELEMENT * all.reduce((sum, { size }) => sum + size, 0)));
  const gradientOf = (own: readonly OwnGradient[], parameter: Exchanged): OwnGradient | undefined => own[all.indexOf(parameter)];

  /** Calls back with each parameter's place in the sum of all of them. */
  const sumDense = async ({ own }: Exchange, dense: readonly Exchanged[], take: (of: Exchanged, values: Float32Array) => void) => {
    let end = 0;
    const places = dense.map((parameter) => {
      const place = flat.subarray(end, end + parameter.size);
      end += parameter.size;
      const gradient = gradientOf(own, parameter);
      if (gradient) place.set(gradient.values());
      else place.fill(0);
      return place;
    });
    if (end > 0) await group.allReduce(flat.subarray(0, end));
    dense.forEach((parameter, index) => {
      take(parameter, places[index] as Float32Array);
    });
  };

  const sumRows = async ({ own }: Exchange, table: Exchanged): Promise<Tensor> => {
    const gradient = gradientOf(own, table);
    const rows = await group.allGather(gradient?.rows ?? new Int32Array());
    const values = await group.allGather(gradient?.rowValues() ?? new Float32Array());
    return matrixOfRows({ rows: join(rows, Int32Array), values: join(values, Float32Array) }, table.shape as [number, number]);
  };

  return {
    tables: tables.length,
    read: (gradients) => readGradients(all, gradients),
    touched: (own) => tables.map((table) => gradientOf(own, table)?.rows?.length ?? 0),
    async sum(exchange) {
      const byRows = tables.filter(({ shape, size }, index) => {
        const rows = exchange.touched.reduce((sum, touched) => sum + (touched[index] as number), 0);
        return rows * ((shape[1] as number) + 1) < size;
      });
      const sums = new Map<string, Tensor>();
      try {
        for (const table of byRows) sums.set(table.name, keep(await sumRows(exchange, table)));
        await sumDense(
          exchange,
          all.filter((parameter) => !byRows.includes(parameter)),
          ({ name, shape }, values) => sums.set(name, keep(copyOf(values, shape))),
        );
        return Object.fromEntries(all.map(({ name }) => [name, sums.get(name) as Tensor]));
      } catch (error) {
        dispose([...sums.values()]);
        throw error;
      }
    },
  };
}

/** A tensor of values that will be overwritten. */
function copyOf(values: Float32Array, shape: readonly number[]): Tensor {
  const { hostMemory } = runningBackend();
  if (hostMemory) return engine().makeTensorFromTensorInfo(hostMemory.tensorOf(values, shape));
  return tensor(values.slice(), [...shape]);
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
