/** The colour of a state between -1 and 1: blue below 0, orange above. */
export function stateColour(state: number): string {
  const share = Math.min(100, Math.round(100 * Math.abs(state)));
  return `color-mix(in oklab, var(${state < 0 ? '--low' : '--high'}) ${share}%, var(--middle))`;
}
