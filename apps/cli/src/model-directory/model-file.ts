import { cellNames, type SequenceTaggerConfig } from '@tidegate/models';
import * as v from 'valibot';
import { optimizerNames } from '../presets/optimizers.js';

export const configName = 'config.json';
export const weightsName = 'model.safetensors';

const wholeNumber = (least: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least));
const finite = v.pipe(v.number(), v.finite());
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const initializer = v.variant('kind', [
  v.strictObject({ kind: v.literal('glorotUniform') }),
  v.strictObject({ kind: v.literal('uniform'), low: finite, high: finite }),
  v.strictObject({ kind: v.literal('truncatedNormal'), deviation: finite }),
]);

/** An adder: two bits in, one logit out. */
const adderConfig: v.GenericSchema<unknown, SequenceTaggerConfig> = v.strictObject({
  inputSize: v.literal(2),
  outputSize: v.literal(1),
  cell: v.picklist(cellNames),
  hiddenSize: wholeNumber(1),
  layers: v.exactOptional(wholeNumber(1)),
  bidirectional: v.exactOptional(v.boolean()),
  dropout: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.ltValue(1))),
  activation: v.exactOptional(v.picklist(['tanh', 'relu', 'sigmoid'])),
  forgetBias: v.exactOptional(finite),
  resetAfter: v.exactOptional(v.boolean()),
  useBias: v.exactOptional(v.boolean()),
  outputBias: v.exactOptional(v.boolean()),
  initializer: v.exactOptional(initializer),
  outputInitializer: v.exactOptional(initializer),
});

/** What `config.json` holds: with the weights beside it, enough to rebuild the model and to train it again. */
export const modelFileSchema = v.strictObject({
  /** The version of Tidegate that wrote it. */
  tidegate: v.string(),
  model: v.literal('sequenceTagger'),
  config: adderConfig,
  /** SHA-256 of the weights file, in hexadecimal digits: the two files belong together. */
  weightsSha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  preset: v.string(),
  training: v.strictObject({
    bits: v.pipe(wholeNumber(1), v.maxValue(32)),
    batchSize: wholeNumber(1),
    /** Steps done, which is fewer than asked for after an interruption. */
    steps: wholeNumber(1),
    optimizer: v.picklist(optimizerNames),
    learningRate: finite,
    seed: wholeNumber(0),
    backend: v.string(),
  }),
  metrics: v.strictObject({
    /** Of the last step's batch. */
    loss: finite,
    exactSums: share,
    pairs: wholeNumber(1),
  }),
});

export type ModelFile = v.InferOutput<typeof modelFileSchema>;
