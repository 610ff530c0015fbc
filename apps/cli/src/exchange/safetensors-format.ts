import { readWeights } from '@tidegate/cells';
import { encodeSafetensors, writeFloats } from '@tidegate/formats';
import { describeModel } from './description.js';
import type { ExchangeFormat } from './exchange-format.js';

/** A whole model folder in one file: our weights by their names, and the rest as metadata. */
export const safetensorsFormat: ExchangeFormat = {
  name: 'safetensors',
  ending: '.safetensors',
  description: 'one file for "tidegate import", with the weights by their own names',
  async write({ model, ...source }, path) {
    const weights = await readWeights(model.parameters);
    return new Map([[path, encodeSafetensors(writeFloats(weights), describeModel(source))]]);
  },
};
