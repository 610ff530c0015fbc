import { type Pooling, poolings } from '@tidegate/models';
import { oneOf, wholeNumber, wholeNumbers } from '../../settings/kinds.js';
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
import { backendSettings } from '../../settings/training-settings.js';

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
  ...classSettings,
  ...backendSettings,
} satisfies Record<string, Setting>;

export const textRnnSettings = {
  ...shared,
  pooling: { group, description: `what of the layers is read: ${poolings.join(', ')}`, kind: oneOf<Pooling>(poolings) },
} satisfies Record<string, Setting>;

const variants = ['multi-width', 'original'] as const;

export const rcnnSettings = {
  ...shared,
  variant: {
    group,
    description: 'multi-width: convolutions of several widths; original: as Lai et al. 2015 have it',
    kind: oneOf(variants),
  },
  widths: { group, description: 'tokens that each convolution sees at a time, of multi-width', kind: wholeNumbers },
  filters: { group, description: 'filters of each width, of multi-width', kind: wholeNumber(1, 4096) },
} satisfies Record<string, Setting>;

/** The values of either. */
export type ClassificationValues = ValuesOf<typeof textRnnSettings> & ValuesOf<typeof rcnnSettings>;
