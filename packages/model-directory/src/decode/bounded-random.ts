import { type Random, TidegateError } from '@tidegate/core';
import { configName, weightsName } from '../files/names.js';

/**
 * Random numbers of which all streams together give at most so many: a new model draws one for each of its weights before it takes memory
 * for the rest, so that one that is far larger than its file is refused.
 *
 * @throws TidegateError from the draw that goes beyond them
 */
export function boundedRandom(random: Random, most: number): Random {
  let left = most;
  const take = (count: number): void => {
    left -= count;
    if (left < 0) throw new TidegateError(`${configName} describes a network that is far larger than ${weightsName}`);
  };
  const bounded = (inner: Random): Random => {
    const draw =
      <Rest extends unknown[], Numbers>(method: (count: number, ...rest: Rest) => Numbers) =>
      (count: number, ...rest: Rest): Numbers => {
        take(count);
        return method(count, ...rest);
      };
    return {
      key: inner.key,
      firstRow: inner.firstRow,
      split: (...path) => bounded(inner.split(...path)),
      forRowsFrom: (firstRow) => bounded(inner.forRowsFrom(firstRow)),
      uniform: draw(inner.uniform),
      normal: draw(inner.normal),
      truncatedNormal: draw(inner.truncatedNormal),
      integers: draw(inner.integers),
      permutation: draw(inner.permutation),
    };
  };
  return bounded(random);
}
