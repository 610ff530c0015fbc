import { clipByGlobalNorm as clipTensors } from '@tidegate/ops';
import { named } from '../optimizers/by-parameter.js';
import { assertLimit } from './assert-limit.js';
import type { Clip } from './clip.js';

/**
 * Scales all gradients by one factor so that their global norm is at most `limit`; smaller ones stay as they are (Pascanu, Mikolov and
 * Bengio, arXiv 1211.5063).
 *
 * @throws ArgumentError unless the limit is a finite number above 0
 */
export function clipByGlobalNorm(limit: number): Clip {
  assertLimit('clipByGlobalNorm', limit);
  return (gradients) => named(Object.keys(gradients), clipTensors(Object.values(gradients), { limit }));
}
