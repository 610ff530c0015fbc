import { cellNames, type SequenceTaggerConfig } from '@tidegate/models';
import * as v from 'valibot';
import { fileFields, finite, share, wholeNumber } from '../files/model-file.js';
import { optimizerNames } from './optimizer-names.js';

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

/** What `config.json` holds of an adder. */
export const additionFileSchema = v.strictObject({
  ...fileFields,
  model: v.literal('sequenceTagger'),
  config: adderConfig,
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
  /** Absent of a network whose weights came from elsewhere. */
  metrics: v.exactOptional(
    v.strictObject({
      /** Of the last step's batch. */
      loss: finite,
      /** Absent of a network that was still learning when it was saved. */
      exactSums: v.exactOptional(share),
      pairs: v.exactOptional(wholeNumber(1)),
    }),
  ),
});

export type AdditionFile = v.InferOutput<typeof additionFileSchema>;
