import { correlations } from '../../compute/correlation.js';
import { type TraitName, traitNames, traitOf } from './traits.js';

export interface UnitTrait {
  readonly trait: TraitName;
  /** Among the units of all layers, from 0. */
  readonly unit: number;
  readonly correlation: number;
}

/** Places at which something must be, and not be, to be found. */
const fewest = 10;
/** Weaker ones say nothing of a unit. */
const weakest = 0.3;

/**
 * For each trait of the characters, the unit that follows it most closely. The unit is chosen on the first half of the text and measured on
 * the second: among hundreds of units one would always seem to follow something by chance.
 *
 * @param activations `[characters, units]`, row by row
 * @returns the closest first
 */
export function findUnits(characters: readonly string[], activations: Float32Array, units: number): UnitTrait[] {
  const half = Math.floor(characters.length / 2);
  const first = activations.subarray(0, half * units);
  const second = activations.subarray(half * units);
  const found: UnitTrait[] = [];
  for (const trait of traitNames) {
    const values = traitOf(trait, characters);
    const [chosenOn, measuredOn] = [values.subarray(0, half), values.subarray(half)];
    if (!isFrequent(chosenOn) || !isFrequent(measuredOn)) continue;
    const unit = strongest(correlations(first, units, chosenOn));
    const correlation = correlations(second, units, measuredOn)[unit] as number;
    if (Math.abs(correlation) >= weakest) found.push({ trait, unit, correlation });
  }
  return found.sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
}

function isFrequent(values: Float64Array): boolean {
  const present = values.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return present >= fewest && values.length - present >= fewest;
}

function strongest(values: Float64Array): number {
  return values.reduce((best, value, index) => (Math.abs(value) > Math.abs(values[best] as number) ? index : best), 0);
}
