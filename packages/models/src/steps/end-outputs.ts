import { add, cast, maximum, reshape, sub, type Tensor1D, type Tensor2D, type Tensor3D, tensor1d } from '@tensorflow/tfjs-core';
import { embedding } from '@tidegate/ops';

/** The output at each sequence's own last step; of an empty sequence zeros. `[batch, time, size]` to `[batch, size]`. */
export function lastOutputs(outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor2D {
  const time = outputs.shape[1];
  if (!lengths) return takeRows(outputs, rowsOfStep(outputs, time - 1));
  // Of an empty sequence the first step, which holds zeros.
  return takeRows(outputs, cast(add(rowsOfStep(outputs, 0), maximum(sub(lengths, 1), 0)), 'int32'));
}

/** The output at the first step of each sequence. `[batch, time, size]` to `[batch, size]`. */
export function firstOutputs(outputs: Tensor3D): Tensor2D {
  return takeRows(outputs, rowsOfStep(outputs, 0));
}

/** Where a step of each sequence stands among the rows of all. */
function rowsOfStep({ shape: [batch, time] }: Tensor3D, step: number): Tensor1D {
  const rows = Int32Array.from({ length: batch }, (_, sequence) => sequence * time + step);
  return tensor1d(rows, 'int32');
}

function takeRows(outputs: Tensor3D, ids: Tensor1D): Tensor2D {
  const [batch, time, size] = outputs.shape;
  return embedding({ table: reshape(outputs, [batch * time, size]), ids }) as Tensor2D;
}
