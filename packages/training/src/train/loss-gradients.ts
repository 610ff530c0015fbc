import { engine, type Scalar, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import type { ByParameter } from '../optimizers/optimizer.js';

export type LossGradients = {
  /** `[]` */
  readonly loss: Scalar;
  /** One for each parameter, in its shape. */
  readonly gradients: ByParameter;
};

/**
 * The value of a loss function and its gradient with respect to each parameter.
 *
 * @throws ArgumentError if the loss is no scalar, or does not depend on some parameter
 */
export function lossGradients(loss: () => Scalar, parameters: Readonly<Record<string, Variable>>): LossGradients {
  return tidy(() => {
    const { value, gradients } = differentiate('train', loss, Object.values(parameters));
    const names = Object.keys(parameters);
    const unreached = names.filter((_, index) => !gradients[index]);
    if (unreached.length > 0) {
      const rule = 'computed from every trainable parameter; make those that it leaves out trainable = false, or mend the model';
      throw new ArgumentError('train', 'loss', `independent of ${unreached.join(', ')}`, rule);
    }
    return { loss: value, gradients: Object.fromEntries(names.map((name, index) => [name, gradients[index] as Tensor])) };
  });
}

/**
 * @returns the value, and one gradient for each variable, nothing for one that the value does not depend on
 * @throws ArgumentError if the value is no scalar
 */
export function differentiate(
  caller: string,
  loss: () => Scalar,
  variables: readonly Variable[],
): { readonly value: Scalar; readonly gradients: readonly (Tensor | null | undefined)[] } {
  const nested = engine().state.gradientDepth > 0;
  try {
    const { value, grads } = engine().gradients(() => assertScalar(caller, loss()), [...variables], undefined, true);
    return { value, gradients: grads };
  } catch (error) {
    if (!nested) releaseTape();
    throw error;
  }
}

function assertScalar(caller: string, loss: Scalar): Scalar {
  if (loss.rank === 0) return loss;
  throw new ArgumentError(caller, 'loss', `of shape [${loss.shape.join(', ')}]`, 'a scalar; take its mean or its sum');
}

/** What ops save for the gradient outlives every tidy, and when differentiation fails the engine forgets to free it. */
function releaseTape(): void {
  for (const { saved } of engine().state.activeTape ?? []) {
    for (const tensor of saved ?? []) tensor.dispose();
  }
}
