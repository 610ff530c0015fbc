import { dispose, engine, keep, type Tensor, tensor, type Variable } from '@tensorflow/tfjs-core';
import { runningBackend } from '@tidegate/core';
import type { ByParameter } from '../optimizers/optimizer.js';
import type { ProcessGroup } from '../process-group/process-group.js';
import { shareRecords } from '../process-group/share-records.js';
import { areFinite } from '../weights/are-finite.js';
import { copyScaled } from './copy-scaled.js';
import { gatherRows } from './gather-rows.js';
import { type Exchanged, type OwnGradient, readGradients } from './own-gradients.js';
import { matrixOfRows } from './touched-rows.js';

export interface Exchange {
  readonly own: readonly OwnGradient[];
  /** What `touched` says in every process. */
  readonly touched: readonly (readonly number[])[];
  /** What this process's gradients are multiplied with. */
  readonly scale: number;
}

export interface GradientSums {
  /** For the caller to dispose: the same bits in all processes. */
  readonly gradients: ByParameter;
  /** Whether none of them is NaN. */
  readonly areNumbers: boolean;
}

/** Adds up the gradients of all processes; it holds memory for all parameters once. */
export interface GradientExchange {
  /** How many parameters may be exchanged by rows. */
  readonly tables: number;
  /** Looks at gradients, which must live until they are summed; nothing in a process that has learned nothing. */
  read(gradients: ByParameter | undefined): Promise<readonly OwnGradient[]>;
  /** How many rows of each table are not zero: what the others must know. */
  touched(own: readonly OwnGradient[]): number[];
  /** The sum over all processes. */
  sum(exchange: Exchange): Promise<GradientSums>;
  /** The processes whose own gradients are not finite. Called by all. */
  blame(own: readonly OwnGradient[]): Promise<readonly number[]>;
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

  /** Calls back with each parameter's place in the sum of all of them, and says whether no value is NaN. */
  const sumDense = async (
    { own, scale }: Exchange,
    dense: readonly Exchanged[],
    take: (of: Exchanged, values: Float32Array) => void,
  ): Promise<boolean> => {
    let end = 0;
    const places = dense.map((parameter) => {
      const place = flat.subarray(end, end + parameter.size);
      end += parameter.size;
      const gradient = gradientOf(own, parameter);
      if (gradient) copyScaled(gradient.values(), scale, place);
      else place.fill(0);
      return place;
    });
    const sums = flat.subarray(0, end);
    if (end > 0) await group.allReduce(sums);
    dense.forEach((parameter, index) => {
      take(parameter, places[index] as Float32Array);
    });
    return areNumbers(sums);
  };

  return {
    tables: tables.length,
    read: (gradients) => readGradients(all, gradients),
    touched: (own) => tables.map((table) => gradientOf(own, table)?.rows?.length ?? 0),
    async sum(exchange) {
      const { own, touched, scale } = exchange;
      const countsOf = (table: Exchanged): number[] => touched.map((counts) => counts[tables.indexOf(table)] as number);
      const byRows = tables.filter((table) => {
        const rows = countsOf(table).reduce((sum, count) => sum + count, 0);
        return rows * ((table.shape[1] as number) + 1) < table.size;
      });
      const sums = new Map<string, Tensor>();
      try {
        const rowsOfTables = await gatherRows(
          group,
          byRows.map((table) => ({ own: gradientOf(own, table), counts: countsOf(table), columns: table.shape[1] as number })),
          scale,
        );
        byRows.forEach(({ name, shape }, index) => {
          sums.set(name, keep(matrixOfRows(rowsOfTables[index] as (typeof rowsOfTables)[0], shape as [number, number])));
        });
        const dense = all.filter((parameter) => !byRows.includes(parameter));
        const denseAreNumbers = await sumDense(exchange, dense, ({ name, shape }, values) => sums.set(name, keep(copyOf(values, shape))));
        return {
          gradients: Object.fromEntries(all.map(({ name }) => [name, sums.get(name) as Tensor])),
          areNumbers: denseAreNumbers && rowsOfTables.every(({ values }) => areNumbers(values)),
        };
      } catch (error) {
        dispose([...sums.values()]);
        throw error;
      }
    },
    async blame(own) {
      const record = [Number(own.every((gradient) => areFinite(gradient.values())))];
      const records = await shareRecords({ group, record });
      return records.flatMap(([finite], rank) => (finite === 1 ? [] : [rank]));
    },
  };
}

/** Whether no value is NaN; some may be infinite, which clipping can mend. */
function areNumbers(values: Float32Array): boolean {
  return areFinite(values) || !values.some(Number.isNaN);
}

/** A tensor of values that will be overwritten. */
function copyOf(values: Float32Array, shape: readonly number[]): Tensor {
  const { hostMemory } = runningBackend();
  if (hostMemory) return engine().makeTensorFromTensorInfo(hostMemory.tensorOf(values, shape));
  return tensor(values.slice(), [...shape]);
}
