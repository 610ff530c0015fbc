import { TidegateError } from '@tidegate/core';
import type { NonFiniteLossError } from '@tidegate/training';

/** A loss that is no number, in the words of the command. @param remedies what the user can do, by the flags */
export function describeNonFinite(error: NonFiniteLossError, remedies: string): TidegateError {
  const { step, loss, ranks } = error;
  const where = ranks === undefined ? '' : ` on ${ranks.length === 1 ? 'rank' : 'ranks'} ${ranks.join(', ')}`;
  return new TidegateError(`the loss of step ${step} is ${loss}${where}; ${remedies}`, { cause: error });
}
