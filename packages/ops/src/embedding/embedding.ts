import { gather, type Tensor } from '@tensorflow/tfjs-core';
import { assertShape } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';
import { runDifferentiable } from '../op/run-differentiable.js';
import { hasKernel, runKernel } from '../op/run-kernel.js';
import { Embedding, EmbeddingGradient, type EmbeddingInputs } from './contract.js';

/**
 * The rows of a table that ids name: `[rows, size]` and ids of any shape to `[...ids.shape, size]`. Differentiable with respect to the
 * table; a row that is named twice gets the sum of both gradients.
 *
 * @param inputs `table` is float32, `ids` int32
 * @throws ShapeError if the table is no matrix
 * @throws ArgumentError if the ids are not int32, or, where the backend looks at the values, if an id is not from 0 to `rows - 1`
 */
export function embedding(inputs: EmbeddingInputs): Tensor {
  assertShape('embedding', 'table', inputs.table, ['rows', 'size']);
  assertDtype('embedding', 'table', inputs.table, 'float32');
  assertDtype('embedding', 'ids', inputs.ids, 'int32');
  return hasKernel(Embedding) && hasKernel(EmbeddingGradient) ? fused(inputs) : composedEmbedding(inputs);
}

/** The same in plain TensorFlow.js ops. */
export function composedEmbedding({ table, ids }: EmbeddingInputs): Tensor {
  return gather(table, ids);
}

function fused({ table, ids }: EmbeddingInputs): Tensor {
  const [rows] = table.shape;
  const [output] = runDifferentiable({
    inputs: { table },
    forward: () => ({ outputs: runKernel(Embedding, { table, ids }), saved: [ids] }),
    backward: ([outputGradient], [savedIds]) => ({
      table: () => {
        const given = { ids: savedIds as Tensor, outputGradient: outputGradient as Tensor };
        return runKernel(EmbeddingGradient, given, { rows })[0] as Tensor;
      },
    }),
  });
  return output as Tensor;
}
