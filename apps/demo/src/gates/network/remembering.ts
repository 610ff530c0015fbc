import { dispose, mul, type Scalar, slice, sum, type Tensor, type Tensor3D, tensor3d, tidy, variable } from '@tensorflow/tfjs-core';
import { gru, lstm, recurrent, rnn } from '@tidegate/cells';
import { createRandom, flattenTree, type Model, mapTree, type SequenceLayer, type TensorTree } from '@tidegate/core';
import { gradientThroughTime } from '@tidegate/training';
import type { RememberingCell } from './remembering-cells.js';

export interface RememberingRequest {
  /** Steps of the sequence. */
  readonly steps: number;
  readonly units: number;
  /** What the LSTM adds to the sum of its forget gate. */
  readonly forgetBias: number;
  /** What the drawn weights are multiplied by. */
  readonly scale: number;
  readonly seed: number;
}

/** For each step, the first one first, the norm of the gradient of the sum of the last output with respect to a part of the state. */
export interface Remembering {
  readonly h: readonly number[];
  /** Of the LSTM only. */
  readonly c?: readonly number[];
}

type Sequences = { readonly inputs: Tensor3D };

/** How much of what each step left in the state still moves the last output, measured by the library on its way back through time. */
export async function measureRemembering(
  name: RememberingCell,
  { steps, units, forgetBias, scale, seed }: RememberingRequest,
): Promise<Remembering> {
  const sizes = { inputSize: 1, hiddenSize: units };
  const random = createRandom(seed);
  const layers = {
    rnn: () => modelOf(recurrent(rnn(sizes)), seed, scale),
    lstm: () => modelOf(recurrent(lstm({ ...sizes, forgetBias })), seed, scale),
    gru: () => modelOf(recurrent(gru(sizes)), seed, scale),
  };
  const model = layers[name]();
  const inputs = tensor3d(random.split('inputs').normal(steps), [1, steps, 1]);
  try {
    const { h = [], c } = await gradientThroughTime({ model, batch: { inputs }, loss: (logits) => sum(logits) as Scalar });
    return { h, ...(c && { c }) };
  } finally {
    model.dispose();
    dispose(inputs);
  }
}

/** A layer whose logits are the outputs of the last step. */
function modelOf<Params extends TensorTree, State extends TensorTree>(
  layer: SequenceLayer<Params, State>,
  seed: number,
  scale: number,
): Model<Sequences> {
  const params = tidy(() => mapTree(layer.createParams(createRandom(seed)), (tensor) => variable(mul(tensor, scale) as Tensor)));
  const parameters = Object.fromEntries(flattenTree(params)) as Model<Sequences>['parameters'];
  return {
    name: layer.name,
    config: {},
    parameters,
    logits({ inputs }, context) {
      const { outputs } = layer.run(params, inputs, { context });
      return slice(outputs, [0, inputs.shape[1] - 1, 0], [-1, 1, -1]);
    },
    dispose: () => dispose(Object.values(parameters)),
  };
}
