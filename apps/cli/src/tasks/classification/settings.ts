import { type Pooling, poolings, type RcnnVariant, rcnnVariants } from '@tidegate/models';
import { classLossSettings } from '../../settings/class-loss-settings.js';
import { oneOf, probability, wholeNumber, wholeNumbers } from '../../settings/kinds.js';
import type { Setting, ValuesOf } from '../../settings/setting.js';
import {
  classSettings,
  dataSettings,
  maximumLength,
  memorySettings,
  networkSettings,
  textColumns,
  textTrainingSettings,
  tokenColumns,
  tokenSettings,
} from '../../settings/text-settings.js';
import { machineSettings } from '../../settings/training-settings.js';

const group = 'Network';

/** What may be changed about any classifier of texts. */
const shared = {
  ...dataSettings,
  ...textColumns,
  tokensColumn: tokenColumns.tokensColumn,
  ...tokenSettings,
  ...memorySettings,
  ...maximumLength,
  ...networkSettings,
  ...textTrainingSettings,
  ...classLossSettings({ all: 'all classes', classes: 'classes', samples: '20, or all where there are fewer' }),
  ...classSettings,
  ...machineSettings,
} satisfies Record<string, Setting>;

export const textRnnSettings = {
  ...shared,
  pooling: { group, description: `what of the layers is read: ${poolings.join(', ')}`, kind: oneOf<Pooling>(poolings) },
  directionDropout: { group, description: 'drop outputs of either direction of the top layer while training', kind: probability },
} satisfies Record<string, Setting>;

export const rcnnSettings = {
  ...shared,
  variant: {
    group,
    description: 'multi-width: convolutions of several widths; original: as Lai et al. 2015 have it',
    kind: oneOf<RcnnVariant>(rcnnVariants),
  },
  widths: { group, description: 'of multi-width: tokens that each convolution sees at a time (default: 1,2,3,4)', kind: wholeNumbers },
  filters: { group, description: 'of multi-width: filters of each width (default: 128)', kind: wholeNumber(1, 4096) },
  latentSize: { group, description: 'of original: features of a token in its contexts (default: 100)', kind: wholeNumber(1, 4096) },
} satisfies Record<string, Setting>;

/** The values of either. */
export type ClassificationValues = ValuesOf<typeof textRnnSettings> & ValuesOf<typeof rcnnSettings>;
