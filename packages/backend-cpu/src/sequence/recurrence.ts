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

/** @param inputs those of a forward kernel, or of a gradient kernel, which knows batch and time by the outputs that it is given */
export function readRecurrence(backend: unknown, inputs: Infos & { readonly outputs?: TensorInfo }, reverse: boolean): Recurrence {
  const [batch, time] = (inputs.outputs ?? inputs.projected ?? (inputs.inputs as TensorInfo)).shape as [number, number, number];
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

/** `inputs inputKernel + bias`, or `projected + bias`, for all steps at once: `[batch, time, gates * hidden]`. */
export function projectInputs(backend: unknown, infos: Infos): Float32Array {
  const { projected, bias } = infos;
  if (projected) return addRow(readFloats(backend, projected).slice(), bias && readFloats(backend, bias));
  const inputs = infos.inputs as TensorInfo;
  const inputKernel = infos.inputKernel as TensorInfo;
  const [batch, time, features] = inputs.shape as [number, number, number];
  const columns = inputKernel.shape[1] as number;
  const product = new Float32Array(batch * time * columns);
  if (bias) fillRows(product, readFloats(backend, bias));
  addProduct(
    matrix(product, batch * time, columns),
    matrix(readFloats(backend, inputs), batch * time, features),
    matrix(readFloats(backend, inputKernel), features, columns),
  );
  return product;
}

/** Adds `row` to every row of `target`. */
function addRow(target: Float32Array, row?: Float32Array): Float32Array {
  if (row === undefined) return target;
  for (let start = 0; start < target.length; start += row.length) {
    for (let i = 0; i < row.length; i++) target[start + i] = (target[start + i] as number) + (row[i] as number);
  }
  return target;
}
