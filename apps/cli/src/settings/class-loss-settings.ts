import { oneOf, wholeNumber } from './kinds.js';
import type { Setting } from './setting.js';

const group = 'Training';

const classLosses = ['softmax', 'sampled-softmax', 'nce'] as const;
/** What one right class of many is learned by. */
export type ClassLoss = (typeof classLosses)[number];

/** Which loss is used, and how much it samples, in the words of a task. */
export function classLossSettings(words: { readonly all: string; readonly classes: string; readonly samples: string }) {
  return {
    loss: {
      group,
      description: `${classLosses.join(', ')}: ${words.all} compete in each step, or the right ones with a sample`,
      kind: oneOf<ClassLoss>(classLosses),
    },
    samples: {
      group,
      description: `of sampled-softmax and nce: ${words.classes} that are sampled for a step (default: ${words.samples})`,
      kind: wholeNumber(1),
    },
  } satisfies Record<string, Setting>;
}
