import { add, matMul, type Tensor, type Tensor1D, type Tensor2D, tensor, tensor2d, tidy, variable } from '@tensorflow/tfjs-core';
import type { ForwardContext, Model } from '@tidegate/core';
import { createRandom } from '@tidegate/core';

/** `inputs` `[batch, 2]`, `targets` `[batch, 1]`: 1 where the first number is the larger one. */
export type ToyBatch = { readonly inputs: Tensor2D; readonly targets: Tensor };

/** The smallest model that learns, for tests: one dense layer. `contexts` are those that it was given. */
export interface LogisticRegression extends Model<ToyBatch> {
  readonly contexts: ForwardContext[];
}

export function logisticRegression(): LogisticRegression {
  const parameters = {
    'dense/kernel': tidy(() => variable(tensor2d([0.1, 0.2], [2, 1]))),
    'dense/bias': tidy(() => variable(tensor([0.5], [1]))),
  };
  const contexts: ForwardContext[] = [];
  return {
    name: 'logisticRegression',
    config: {},
    parameters,
    contexts,
    logits({ inputs }, context) {
      contexts.push(context);
      return add(matMul(inputs, parameters['dense/kernel'] as Tensor2D), parameters['dense/bias'] as Tensor1D);
    },
    dispose() {
      for (const parameter of Object.values(parameters)) parameter.dispose();
    },
  };
}

export function weightsOf(model: Model<ToyBatch>): number[] {
  return Object.values(model.parameters).flatMap((parameter) => [...parameter.dataSync()]);
}

/** Batches without end, unless there is a `count`; the same ones for the same seed. */
export function* toyBatches(count = Number.POSITIVE_INFINITY, seed = 1, size = 8): Generator<ToyBatch, void> {
  for (let index = 0; index < count; index++) {
    const values = createRandom(seed)
      .split(index)
      .normal(2 * size);
    const targets = Float32Array.from({ length: size }, (_, i) => ((values[2 * i] as number) > (values[2 * i + 1] as number) ? 1 : 0));
    yield { inputs: tensor2d(values, [size, 2]), targets: tensor2d(targets, [size, 1]) };
  }
}
