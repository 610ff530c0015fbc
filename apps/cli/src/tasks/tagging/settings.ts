import { type MergeMode, mergeModes } from '@tidegate/cells';
import { oneOf, toggle } from '../../settings/kinds.js';
import type { Setting, ValuesOf } from '../../settings/setting.js';
import {
  classSettings,
  dataSettings,
  maximumLength,
  memorySettings,
  networkSettings,
  textTrainingSettings,
  tokenColumns,
  tokenSettings,
} from '../../settings/text-settings.js';
import { machineSettings } from '../../settings/training-settings.js';

const { tokenizer: _, ...vocabularySettings } = tokenSettings;

/** What may be changed about a tagger. */
export const taggerSettings = {
  ...dataSettings,
  ...tokenColumns,
  ...vocabularySettings,
  ...memorySettings,
  ...maximumLength,
  ...networkSettings,
  bidirectional: {
    group: 'Network',
    description: 'let each layer read the tokens from both ends',
    kind: toggle,
    negation: 'let a tag hang on the tokens before it alone',
  },
  merge: {
    group: 'Network',
    description: `how the outputs of both ends become one: ${mergeModes.join(', ')} (default: concat)`,
    kind: oneOf<MergeMode>(mergeModes),
  },
  ...textTrainingSettings,
  ...classSettings,
  ...machineSettings,
} satisfies Record<string, Setting>;

export type TaggerValues = ValuesOf<typeof taggerSettings>;
