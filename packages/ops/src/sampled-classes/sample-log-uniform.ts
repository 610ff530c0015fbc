import { assertInteger, type Random } from '@tidegate/core';
import type { SampledClasses } from './sampled-classes.js';

export interface LogUniformSample {
  /** Classes to draw from, with ids by falling frequency. */
  readonly classes: number;
  /** Classes to draw, at most all. */
  readonly count: number;
  /** A stream for this draw alone; the same stream draws the same classes. */
  readonly random: Random;
}

/**
 * Draws classes without repetition, a class with `P(id) = log((id + 2) / (id + 1)) / log(classes + 1)` each time: nearly as often as words
 * occur whose ids are by falling frequency (Zipf's law). As `log_uniform_candidate_sampler` of TensorFlow with unique candidates.
 *
 * Classes are drawn until there are `count` different ones. Of `tries` draws a class is expected among them `1 - (1 - P(id))^tries` times.
 *
 * ```ts
 * const sampled = sampleLogUniform({ classes: 50_000, count: 64, random: random.split('samples', step) });
 * ```
 *
 * @throws ArgumentError unless there is a class and `count` is from 1 to `classes`
 */
export function sampleLogUniform({ classes, count, random }: LogUniformSample): SampledClasses {
  assertInteger('sampleLogUniform', 'classes', classes, 1, 2 ** 31 - 1);
  assertInteger('sampleLogUniform', 'count', count, 1, classes);
  const logRange = Math.log(classes + 1);
  const drawn = new Set<number>();
  let tries = 0;
  for (let round = 0; drawn.size < count; round++) {
    const units = doubles(random.split(round), count);
    for (let i = 0; i < units.length && drawn.size < count; i++, tries++) {
      // Rounding may give the power just beyond the last class.
      drawn.add(Math.min(classes, Math.floor(Math.exp((units[i] as number) * logRange))) - 1);
    }
  }
  return {
    ids: Int32Array.from(drawn),
    logExpectedCounts: (ids) =>
      Float32Array.from(ids, (id) => {
        const probability = Math.log1p(1 / (id + 1)) / logRange;
        return Math.log(-Math.expm1(tries * Math.log1p(-probability)));
      }),
  };
}

/** Uniform in `[0, 1)` with 53 bits: the 24 of a float32 would never hit some of a million classes. */
function doubles(random: Random, count: number): Float64Array {
  const words = random.integers(2 * count, 2 ** 32);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = ((words[2 * i] as number) * 2 ** 21 + ((words[2 * i + 1] as number) >>> 11)) / 2 ** 53;
  return numbers;
}
