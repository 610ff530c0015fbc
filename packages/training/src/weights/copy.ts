import { clone, dispose, keep, type Tensor, type Variable } from '@tensorflow/tfjs-core';

/** Whatever has weights, a model for example. */
export interface Parameterized {
  readonly parameters: Readonly<Record<string, Variable>>;
}

/** The values that variables have now, for the caller to dispose. They share memory until the variables get other ones. */
export function copyWeights(variables: readonly Variable[]): Tensor[] {
  return variables.map((variable) => keep(clone(variable)));
}

/** Gives variables the values of a copy, which stays as it is. */
export function assignWeights(variables: readonly Variable[], values: readonly Tensor[]): void {
  variables.forEach((variable, index) => {
    variable.assign(values[index] as Tensor);
  });
}

/** Lets variables have the values of a copy while `run` runs, and then their own again. */
export async function withWeights<Result>(
  variables: readonly Variable[],
  values: readonly Tensor[],
  run: () => Result | Promise<Result>,
): Promise<Result> {
  const own = copyWeights(variables);
  assignWeights(variables, values);
  try {
    return await run();
  } finally {
    assignWeights(variables, own);
    dispose(own);
  }
}
