import { add, type Tensor3D } from '@tensorflow/tfjs-core';
import { type SequenceLayer, ShapeError, type TensorTree } from '@tidegate/core';
import { lookUp } from '../embedding/look-up.js';
import { tidyResult } from '../scan/scan.js';
import { zeroPadding } from './zero-padding.js';

/**
 * A layer whose outputs are added to its inputs, so that a deep stack learns changes: `y = x + layer(x)`, zero at padded steps.
 * He, Zhang, Ren and Sun, "Deep residual learning for image recognition", CVPR 2016; between recurrent layers, Wu et al., arXiv 1609.08144.
 *
 * @throws ShapeError unless the layer gives as many features as it takes
 */
export function withResidual<Params extends TensorTree, State extends TensorTree>(
  layer: SequenceLayer<Params, State>,
): SequenceLayer<Params, State> {
  if (layer.outputSize !== layer.inputSize)
    throw new ShapeError('withResidual', `[outputSize] of ${layer.name}`, [layer.outputSize], [layer.inputSize]);
  return {
    ...layer,
    name: `residual(${layer.name})`,
    run: (params, inputs, options = {}) =>
      tidyResult(() => {
        const rows = lookUp(inputs);
        const { outputs, state } = layer.run(params, rows, options);
        return { outputs: zeroPadding(add(rows, outputs) as Tensor3D, options.lengths), state };
      }),
  };
}
