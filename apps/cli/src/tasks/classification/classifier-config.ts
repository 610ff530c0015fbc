import type { Json } from '@tidegate/core';
import type { ClassifierName } from '@tidegate/model-directory';
import type { RcnnConfig, TextRnnConfig } from '@tidegate/models';
import { given } from '../../settings/given.js';
import { networkConfig } from '../../text/network-config.js';
import type { NetworkSizes } from '../../text/network-sizes.js';
import type { ClassificationValues } from './settings.js';

/** The network that the settings describe, as JSON. */
export function classifierConfig(name: ClassifierName, values: ClassificationValues, sizes: NetworkSizes): Json {
  const shared = { ...networkConfig(values, sizes), outputSize: sizes.outputSize };
  if (name === 'textRnn') return { ...shared, ...given(values, ['pooling', 'directionDropout']) } satisfies TextRnnConfig;
  return { ...shared, ...given(values, ['variant', 'widths', 'filters', 'latentSize']) } satisfies RcnnConfig;
}
