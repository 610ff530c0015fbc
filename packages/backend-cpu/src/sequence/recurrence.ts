import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecurrentInputs } from '@tidegate/ops';
import { addProduct } from '../matrix/add-product.js';
import { type Matrix, matrix } from '../matrix/matrix.js';
import { fillRows } from '../matrix-product/matrix-product.js';
import { readFloats, readIntegers } from '../tensors.js';
import { type Visits, visits } from './visits.js';

/** The sizes, the recurrent weights and the way through time that the kernels of all cells share. */
export interface Recurrence {
  readonly batch: number;
  readonly time: number;
  readonly hidden: number;
  /** `[hidden, gates * hidden]` */
  readonly recurrentKernel: Matrix;
  /** `[batch, hidden]`; zero if absent */
  readonly initialH: Float32Array | undefined;
  readonly visits: Visits;
  /** Whether the state before a step can be anything but zero: otherwise its product with the recurrent weights can be left away. */
  hasPreviousState(step: number): boolean;
}

type Infos = { readonly [Name in keyof RecurrentInputs]: TensorInfo };

export function readRecurrence(backend: unknown, inputs: Infos, reverse: boolean): Recurrence {
  const [batch, time] = inputs.inputs.shape as [number, number, number];
  const [hidden, columns] = inputs.recurrentKernel.shape as [number, number];
  const lengths = inputs.lengths && readIntegers(backend, inputs.lengths);
  const initialH = inputs.initialH && readFloats(backend, inputs.initialH);
  const order = visits(time, reverse, lengths);
  return {
    batch,
    time,
    hidden,
    recurrentKernel: matrix(readFloats(backend, inputs.recurrentKernel), hidden, columns),
    initialH,
    visits: order,
    hasPreviousState: (step) => initialH !== undefined || step !== order.steps[0],
  };
}

/** `inputs inputKernel + bias` for all steps at once: `[batch, time, gates * hidden]`. */
export function projectInputs(backend: unknown, { inputs, inputKernel, bias }: Infos): Float32Array {
  const [batch, time, features] = inputs.shape as [number, number, number];
  const columns = inputKernel.shape[1] as number;
  const projected = new Float32Array(batch * time * columns);
  if (bias) fillRows(projected, readFloats(backend, bias));
  addProduct(
    matrix(projected, batch * time, columns),
    matrix(readFloats(backend, inputs), batch * time, features),
    matrix(readFloats(backend, inputKernel), features, columns),
  );
  return projected;
}
