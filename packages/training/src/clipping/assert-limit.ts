import { ArgumentError } from '@tidegate/core';

/** @throws ArgumentError unless the limit is a length that something can be cut to */
export function assertLimit(caller: string, limit: number): void {
  if (!(limit > 0 && Number.isFinite(limit))) throw new ArgumentError(caller, 'limit', limit, 'a finite number above 0');
}
