import type { CarrySearch, CarryUnit } from '../api.js';

/** From this correlation on, whether positive or negative, a unit is said to follow the carry. */
const threshold = 0.8;

/** The unit that has become the carry, if one has. */
export function carryUnitIn(search: CarrySearch | undefined): CarryUnit | undefined {
  return search && Math.abs(search.best.correlation) >= threshold ? search.best : undefined;
}
