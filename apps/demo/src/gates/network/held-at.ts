import type { Hold } from './held-cell.js';

/** Whether a gate of a unit is held at a step; what has no block is no gate. */
export function isHeldAt(
  holds: readonly Hold[],
  at: { readonly block: number | undefined; readonly unit: number; readonly step: number },
): boolean {
  return holds.some(({ block, unit, from, to }) => block === at.block && unit === at.unit && from <= at.step && at.step <= to);
}
