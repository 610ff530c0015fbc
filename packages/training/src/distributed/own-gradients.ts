import type { Tensor } from '@tensorflow/tfjs-core';
import { type HostMemory, runningBackend } from '@tidegate/core';
import type { ByParameter } from '../optimizers/optimizer.js';
import { takeRows, touchedRows } from './touched-rows.js';

/** A parameter whose gradient is exchanged. */
export interface Exchanged {
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
  /** Whether it is a matrix of which few rows may be touched. */
  readonly isTable: boolean;
}

/** What this process has learned of a parameter. */
export interface OwnGradient {
  /** Of a table: the numbers of the rows that are not zero, ascending. */
  readonly rows: Int32Array | undefined;
  /** All values; to be read before anything else is computed. */
  values(): Float32Array;
  /** A copy of those of `rows`. */
  rowValues(): Float32Array;
}

/**
 * Makes the values of gradients known to this process, in the order of the parameters; where they lie in its memory, they stay there: the
 * tensors must live as long as they are used. None, where this process has learned nothing.
 */
export async function readGradients(parameters: readonly Exchanged[], gradients: ByParameter | undefined): Promise<readonly OwnGradient[]> {
  if (!gradients) return [];
  const { hostMemory } = runningBackend();
  return Promise.all(
    parameters.map(async (parameter) => {
      const tensor = gradients[parameter.name] as Tensor;
      if (hostMemory) return inPlace(hostMemory, tensor, parameter);
      const values = (await tensor.data()) as Float32Array;
      return ofValues(() => values, parameter);
    }),
  );
}

function ofValues(values: () => Float32Array, { isTable, shape }: Exchanged): OwnGradient {
  const columns = shape.at(-1) as number;
  const rows = isTable ? touchedRows(values(), columns) : undefined;
  return {
    rows,
    values,
    rowValues: () => takeRows(values(), rows ?? new Int32Array(), columns),
  };
}

function inPlace(memory: HostMemory, tensor: Tensor, parameter: Exchanged): OwnGradient {
  const held = parameter.isTable ? memory.touchedRows(tensor) : undefined;
  if (!held) return ofValues(() => memory.values(tensor), parameter);
  return {
    rows: held.rows.slice(),
    values: () => memory.values(tensor),
    rowValues: () => (memory.touchedRows(tensor) ?? held).values.slice(),
  };
}
