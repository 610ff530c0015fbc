import { number, oneOf, toggle, wholeNumber } from './kinds.js';
import type { Setting } from './setting.js';

const group = 'Training';

const scheduleNames = ['constant', 'cosine', 'exponential', 'plateau'] as const;

/** How the learning rate changes. */
export const scheduleSettings = {
  schedule: {
    group,
    description: `the learning rate: ${scheduleNames.join(', ')} (halves when validation has not improved twice)`,
    kind: oneOf(scheduleNames),
  },
  decayRate: {
    group,
    description: 'of exponential: what the rate is multiplied by in each --decay-steps (default: 0.9)',
    kind: number('a number above 0, up to 1', (value) => value > 0 && value <= 1),
  },
  decaySteps: { group, description: 'of exponential: steps of one decay (default: 1000)', kind: wholeNumber(1) },
  staircase: {
    group,
    description: 'of exponential: decay all at once, after each --decay-steps',
    kind: toggle,
    negation: 'of exponential: decay a little in each step',
  },
} satisfies Record<string, Setting>;
