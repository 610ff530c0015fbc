import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, assertShape } from '@tidegate/core';

/**
 * Gives parameters the values that an optimizer has made.
 *
 * @throws ArgumentError if one is missing, ShapeError if one is of another shape; then no parameter is changed
 */
export function assignVariables(variables: Readonly<Record<string, Variable>>, values: Readonly<Record<string, Tensor>>): void {
  for (const [name, variable] of Object.entries(variables)) {
    const value = values[name];
    if (!value)
      throw new ArgumentError('train', 'optimizer.update', Object.keys(values), `a function that returns every parameter, ${name} too`);
    assertShape('train', `the optimizer's new ${name}`, value, variable.shape);
  }
  for (const [name, variable] of Object.entries(variables)) {
    const value = values[name] as Tensor;
    // An assignment frees the old value first, so that a variable cannot be assigned to itself.
    if (value !== variable) variable.assign(value);
  }
}
