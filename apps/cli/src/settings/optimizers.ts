import type { OptimizerName } from '@tidegate/model-directory';
import { adam, adamw, type Optimizer, rmsprop, sgd } from '@tidegate/training';

/** The optimizers that can be asked for by name, with their standard settings. */
export const optimizers = {
  sgd: () => sgd(),
  rmsprop: () => rmsprop(),
  adam: () => adam(),
  adamw: () => adamw(),
} satisfies Record<OptimizerName, () => Optimizer>;
