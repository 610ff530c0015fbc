import type { Visits } from './visits.js';

/**
 * The state that each step started from: `[batch, time, hidden]`, zero at padded steps.
 *
 * @param outputs `[batch, time, hidden]`: the state after each step
 * @param initial `[batch, hidden]`
 */
export function previousStates(
  outputs: Float32Array,
  initial: Float32Array,
  size: { readonly batch: number; readonly time: number; readonly hidden: number },
  { steps, isReal }: Visits,
): Float32Array {
  const { batch, time, hidden } = size;
  const previous = new Float32Array(outputs.length);
  for (let sequence = 0; sequence < batch; sequence++) {
    let state = initial.subarray(sequence * hidden, (sequence + 1) * hidden);
    for (const step of steps) {
      if (!isReal(sequence, step)) continue;
      const at = (sequence * time + step) * hidden;
      previous.set(state, at);
      state = outputs.subarray(at, at + hidden);
    }
  }
  return previous;
}
