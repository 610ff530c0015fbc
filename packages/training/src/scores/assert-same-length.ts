import { ArgumentError } from '@tidegate/core';

/** @throws ArgumentError unless there is as much predicted as there is to compare it with */
export function assertSameLength(caller: string, predicted: ArrayLike<unknown>, actual: ArrayLike<unknown>): void {
  if (predicted.length === actual.length) return;
  throw new ArgumentError(caller, 'predicted.length', predicted.length, `that of actual, ${actual.length}`);
}
