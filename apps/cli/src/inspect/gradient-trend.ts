/** What becomes of the gradient on its way back through time. */
export interface GradientTrend {
  /** The norm at the step that the recurrence visits first, by the norm at the one that it visits last. */
  readonly ratio: number;
  /** The factor for each step, if all were alike. */
  readonly perStep: number;
  readonly verdict: 'vanishes' | 'explodes' | 'lasts';
}

/** A gradient that becomes so many times smaller vanishes, and explodes if it becomes so many times larger. */
const decisive = 100;

/**
 * @param norms of the steps in the order of the inputs
 * @param reverse whether the recurrence begins with the last step
 * @returns nothing if there is but one step, or none has a gradient at the end of the recurrence
 */
export function gradientTrend(norms: readonly number[], { reverse }: { readonly reverse: boolean }): GradientTrend | undefined {
  const visited = reverse ? norms.toReversed() : norms;
  const [first, last] = [visited[0], visited.at(-1)];
  if (first === undefined || last === undefined || visited.length < 2 || !(last > 0) || !Number.isFinite(first / last)) return undefined;
  const ratio = first / last;
  const verdict = ratio * decisive <= 1 ? 'vanishes' : ratio >= decisive ? 'explodes' : 'lasts';
  return { ratio, perStep: ratio ** (1 / (visited.length - 1)), verdict };
}

/** Whether a state, such as `encoder/0/backward/h`, is that of a recurrence that begins with the last step. */
export function isReversed(state: string): boolean {
  return state.split('/').includes('backward');
}
