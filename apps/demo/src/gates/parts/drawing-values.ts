import type { QuantityName } from '../network/cell-kinds.js';
import type { View } from '../state/view.js';

export interface DrawingProps {
  readonly values: DrawingValues;
  readonly chosen: QuantityName;
}

/** What one unit is at the step, and what it was after the step before. */
export interface DrawingValues {
  readonly now: (name: QuantityName) => number;
  readonly before: (name: QuantityName) => number;
}

export function valuesOf({ pass, step, unit }: View): DrawingValues {
  return {
    now: (name) => pass.values[name]?.[step]?.[unit] ?? 0,
    before: (name) => pass.values[name]?.[step - 1]?.[unit] ?? 0,
  };
}
