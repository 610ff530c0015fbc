import { flagOf } from '@tidegate/model-directory/wording';
import { cosineDecay, exponentialDecay, type PlateauSchedule, type PlateauState, reduceOnPlateau, type Schedule } from '@tidegate/training';
import { UsageError } from '../errors/usage-error.js';
import type { scheduleSettings } from '../settings/schedule-settings.js';
import type { ValuesOf } from '../settings/setting.js';

export interface LearningRateSettings extends ValuesOf<typeof scheduleSettings> {
  readonly learningRate?: number;
}

/**
 * The learning rate of each step.
 *
 * @param totalSteps updates, as far as they are known beforehand
 * @param mode which values of validation are good; absent where there is nothing to validate on
 * @param state what a schedule remembers that goes on
 */
export function learningRateOf(
  settings: LearningRateSettings,
  totalSteps: number,
  mode: 'min' | 'max' | undefined,
  state?: PlateauState,
): number | Schedule | PlateauSchedule {
  const { learningRate: initial = 1e-3, schedule = 'constant', decayRate = 0.9, decaySteps = 1000, staircase = false } = settings;
  if (schedule === 'cosine') return cosineDecay({ initial, decaySteps: Math.max(1, totalSteps) });
  if (schedule === 'exponential') return exponentialDecay({ initial, decayRate, decaySteps, staircase });
  if (schedule === 'plateau' && mode) return reduceOnPlateau({ initial, factor: 0.5, patience: 2, mode, state });
  return initial;
}

/** @throws UsageError if a setting belongs to a schedule that is not the one */
export function assertSchedule({ schedule = 'constant', ...settings }: LearningRateSettings): void {
  if (schedule === 'exponential') return;
  for (const name of ['decayRate', 'decaySteps', 'staircase'] as const) {
    const { [name]: value } = settings;
    if (value) throw new UsageError(flagOf(name), 'left away unless --schedule is exponential', value === true ? 'given' : String(value));
  }
}
