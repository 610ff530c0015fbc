import { dispose, type Tensor1D, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { watchedUnder } from '@tidegate/cells';
import { assertShape, type Json, type Model, type Random, type SequenceLayer, type TensorTree } from '@tidegate/core';
import { createDenseHead, type DenseHeadConfig, type DenseHeadParams, runDenseHead } from '../dense-head/dense-head.js';
import { createVariables } from '../parameters/variables.js';

/** What a tagger reads. */
export interface SequenceBatch {
  /** `[batch, time, inputSize]`, float32 */
  readonly inputs: Tensor3D;
  /** `[batch]`, int32: real steps of each sequence, padding on the right; all steps are real if absent */
  readonly lengths?: Tensor1D;
}

export interface TaggerOptions<Config extends Json> extends DenseHeadConfig {
  readonly name: string;
  /** What rebuilds the model, together with its weights; plain JSON. */
  readonly config: Config;
  /** Reads the sequence; any layer of `@tidegate/cells`, or one of your own. */
  readonly encoder: SequenceLayer;
}

/**
 * One answer for each step of a sequence: any recurrent layer, and a dense head on each of its outputs. Logits are
 * `[batch, time, outputSize]`; what they say at padded steps means nothing.
 *
 * @param random where the first weights come from
 */
export function tagger<Config extends Json>(options: TaggerOptions<Config>, random: Random): Model<SequenceBatch, Config> {
  const { name, config, encoder } = options;
  const variables = createVariables(
    tidy(() => ({
      encoder: encoder.createParams(random.split('encoder')),
      head: createDenseHead(options, encoder.outputSize, random.split('head')),
    })),
  );
  const { encoder: encoderParams, head } = variables.tree as { encoder: TensorTree; head: DenseHeadParams };
  return {
    name,
    config,
    parameters: variables.byPath,
    logits: ({ inputs, lengths }, context) =>
      tidy(() => {
        assertShape(name, 'inputs', inputs, ['batch', 'time', encoder.inputSize]);
        const { outputs } = encoder.run(encoderParams, inputs, { context: watchedUnder(context, 'encoder'), ...(lengths && { lengths }) });
        return runDenseHead(head, outputs);
      }),
    dispose: () => dispose(Object.values(variables.byPath)),
  };
}
