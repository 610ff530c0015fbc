import type { Visits } from './visits.js';

/**
 * The state that each step started from: `[batch, time, hidden]`, zero at padded steps.
 *
 * @param outputs `[batch, time, hidden]`: the state after each step
 * @param initial `[batch, hidden]`; zero if absent
 */
export function previousStates(
  outputs: Float32Array,
  initial: Float32Array | undefined,
  size: { readonly batch: number; readonly time: number; readonly hidden: number },
  { steps, isReal }: Visits,
): Float32Array {
  const { batch, time, hidden } = size;
  const previous = new Float32Array(outputs.length);
  for (let sequence = 0; sequence < batch; sequence++) {
    let source = initial;
    let from = sequence * hidden;
    for (const step of steps) {
      if (!isReal(sequence, step)) continue;
      const at = (sequence * time + step) * hidden;
      if (source) for (let unit = 0; unit < hidden; unit++) previous[at + unit] = source[from + unit] as number;
      source = outputs;
      from = at;
    }
  }
  return previous;
}
