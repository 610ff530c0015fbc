import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import type { UpdateAttributes } from './contract.js';

/** @throws ArgumentError if a list has not one entry for each parameter, or rows are asked of a parameter that is no matrix */
export function assertUpdateAttributes(caller: string, parameters: readonly Tensor[], attributes: UpdateAttributes): void {
  const { l2, touchedRowsOnly } = attributes;
  for (const [name, list] of Object.entries({ l2, touchedRowsOnly })) {
    if (list !== undefined && list.length !== parameters.length) {
      throw new ArgumentError(caller, name, list, `a list of one for each of the ${parameters.length} parameters`);
    }
  }
  parameters.forEach(({ shape }, index) => {
    if (touchedRowsOnly?.[index] && shape.length !== 2) {
      throw new ArgumentError(
        caller,
        `touchedRowsOnly[${index}]`,
        true,
        `false for a parameter of shape [${shape.join(', ')}], which has no rows`,
      );
    }
  });
}
