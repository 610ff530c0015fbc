import { ArgumentError } from '@tidegate/core';

/** @throws ArgumentError unless a value, which may come from a file, is true, false or absent */
export function assertFlag(caller: string, argument: string, value: boolean | undefined): void {
  if (value !== undefined && typeof value !== 'boolean') throw new ArgumentError(caller, argument, value, 'true or false');
}
