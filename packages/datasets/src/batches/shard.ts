import { ArgumentError, assertInteger } from '@tidegate/core';

/** Which part of each batch is wanted, where several processes share the batches of one training. */
export interface Shard {
  /** From 0. */
  readonly index: number;
  /** Parts that each batch is cut into, at least 1. */
  readonly count: number;
}

/** Options of batches of which all rows are wanted. */
export interface Unsharded {
  readonly shard?: undefined;
}

/** Options of batches of which a part may be wanted. */
export interface Sharded {
  /**
   * The rows wanted of each batch: of `n` rows those from `floor(n * index / count)` to, not with, `floor(n * (index + 1) / count)`. Where
   * that is none, `undefined` stands in the place of the batch, so that every shard has as many batches. By default all rows.
   */
  readonly shard?: Shard | undefined;
}

/** Rows from `begin` to, not with, `end`. */
export interface Rows {
  readonly begin: number;
  readonly end: number;
}

/** @throws ArgumentError unless 0 <= index < count */
export function assertShard(caller: string, shard: Shard | undefined): void {
  if (!shard) return;
  const { index, count } = shard;
  assertInteger(caller, 'shard.count', count, 1);
  assertInteger(caller, 'shard.index', index, 0);
  if (index >= count) throw new ArgumentError(caller, 'shard.index', index, `less than shard.count=${count}`);
}

/** The rows that a shard has of a batch of `rows`; two shards of a batch of 3 have row 0, and rows 1 and 2. */
export function rowsOf(rows: number, shard: Shard | undefined): Rows {
  if (!shard) return { begin: 0, end: rows };
  const { index, count } = shard;
  return { begin: Math.floor((rows * index) / count), end: Math.floor((rows * (index + 1)) / count) };
}
