import { add, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { assertNumber } from '@tidegate/core';
import { addL2, l2Penalty } from '@tidegate/ops';
import { inOrder, named } from '../optimizers/by-parameter.js';
import type { ByParameter } from '../optimizers/optimizer.js';
import type { Penalty } from './l2-penalty.js';

/** The coefficients of a penalty by the names of the parameters. */
export type Coefficients = Readonly<Record<string, number>>;

/**
 * The coefficients of a penalty; nothing if all are 0.
 *
 * @throws ArgumentError if one is not a finite number of at least 0
 */
export function coefficientsOf(penalty: Penalty, names: readonly string[]): Coefficients | undefined {
  const coefficients = names.map((name): [string, number] => {
    const coefficient = penalty.coefficientOf(name);
    assertNumber('train', `penalty.coefficientOf("${name}")`, coefficient, { least: 0 });
    return [name, coefficient];
  });
  return coefficients.some(([, coefficient]) => coefficient > 0) ? Object.fromEntries(coefficients) : undefined;
}

/** A loss and the penalty on these parameters. */
export function addPenalty(loss: Scalar, parameters: Readonly<ByParameter>, coefficients: Coefficients): Scalar {
  return add(loss, l2Penalty(Object.values(parameters), { coefficients: Object.values(coefficients) }));
}

/** Gradients and those of the penalty, but in rows that a lazy optimizer leaves alone. */
export function addPenaltyGradients(
  parameters: Readonly<ByParameter>,
  gradients: Readonly<ByParameter>,
  coefficients: Coefficients,
  touchedRowsOnly?: (name: string) => boolean,
): ByParameter {
  const names = Object.keys(parameters);
  const tensors: { parameters: Tensor[]; gradients: Tensor[] } = {
    parameters: Object.values(parameters),
    gradients: inOrder('train', 'gradients', gradients, names),
  };
  const attributes = { l2: Object.values(coefficients), ...(touchedRowsOnly && { touchedRowsOnly: names.map(touchedRowsOnly) }) };
  return named(names, addL2(tensors, attributes));
}
