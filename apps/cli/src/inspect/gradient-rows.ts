/** A row of the chart: one step, or several that follow each other. */
export interface GradientRow {
  /** The place of its first step, from 0. */
  readonly step: number;
  readonly tokens: readonly string[];
  /** The largest norm among its steps, for each state. */
  readonly norms: readonly number[];
}

/**
 * The steps in so many rows at most, the same number of steps in each but the last.
 *
 * @param norms those of each state
 */
export function gradientRows(tokens: readonly string[], norms: readonly (readonly number[])[], most: number): GradientRow[] {
  const steps = Math.ceil(tokens.length / most);
  return Array.from({ length: Math.ceil(tokens.length / steps) }, (_, row) => {
    const [from, to] = [row * steps, (row + 1) * steps];
    return {
      step: from,
      tokens: tokens.slice(from, to),
      norms: norms.map((of) => Math.max(...of.slice(from, to))),
    };
  });
}
