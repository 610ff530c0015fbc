import { loadLanes, storeLanes } from './lanes';

/*
 * Loops over rows of any length go in two parts: whole vectors of four, without a question asked, and the one to three elements that are
 * left. The body is written once, for a type: `Whole` or `Rest`.
 */
export type Whole = v128;
export type Rest = f32;

/** How many of these elements stand in whole vectors. */
export function wholeLanes(count: i32): i32 {
  return count & ~3;
}

/** Four floats, or for `Rest` the first `count`, and zeros. */
export function loadPart<Part>(from: usize, count: i32): v128 {
  return isVector<Part>() ? v128.load(from) : loadLanes(from, count);
}

/** Stores four lanes, or for `Rest` the first `count`. */
export function storePart<Part>(to: usize, values: v128, count: i32): void {
  if (isVector<Part>()) v128.store(to, values);
  else storeLanes(to, values, count);
}
