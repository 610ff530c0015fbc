import { add, cast, maximum, reshape, sub, type Tensor1D, type Tensor2D, type Tensor3D, tensor1d } from '@tensorflow/tfjs-core';
import { embedding } from '@tidegate/ops';

/** The output at each sequence's own last step; of an empty sequence zeros. `[batch, time, size]` to `[batch, size]`. */
export function lastOutputs(outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor2D {
  const [batch, time, size] = outputs.shape;
  const rows: Tensor2D = reshape(outputs, [batch * time, size]);
  return embedding({ table: rows, ids: lastRows(batch, time, lengths) }) as Tensor2D;
}

/** Where the last step of each sequence stands among the rows of all; of an empty sequence its first step, which holds zeros. */
function lastRows(batch: number, time: number, lengths: Tensor1D | undefined): Tensor1D {
  const first = Array.from({ length: batch }, (_, sequence) => sequence * time);
  if (!lengths)
    return tensor1d(
      first.map((row) => row + time - 1),
      'int32',
    );
  return cast(add(tensor1d(first, 'int32'), maximum(sub(lengths, 1), 0)), 'int32');
}
