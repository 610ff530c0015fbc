import { dispose, type Rank, type Tensor1D, type Tensor2D, type Tensor3D, tidy, zeros } from '@tensorflow/tfjs-core';
import { glorotUniform, type Initializer, initialize } from '@tidegate/cells';
import { assertShape, type Json, type Model, type Random, type SequenceLayer, type TensorTree } from '@tidegate/core';
import { linear } from '@tidegate/ops';
import { createVariables } from '../parameters/variables.js';

/** What a tagger reads. */
export interface SequenceBatch {
  /** `[batch, time, inputSize]`, float32 */
  readonly inputs: Tensor3D;
  /** `[batch]`, int32: real steps of each sequence, padding on the right; all steps are real if absent */
  readonly lengths?: Tensor1D;
}

export interface TaggerOptions<Config extends Json> {
  readonly name: string;
  /** What rebuilds the model, together with its weights; plain JSON. */
  readonly config: Config;
  /** Reads the sequence; any layer of `@tidegate/cells`, or one of your own. */
  readonly encoder: SequenceLayer;
  /** Logits at each step. */
  readonly outputSize: number;
  /** Whether the dense head learns a bias; true by default. */
  readonly outputBias?: boolean;
  /** How the dense head's kernel is drawn; glorotUniform by default. */
  readonly outputInitializer?: Initializer;
}

type HeadParams = { readonly kernel: Tensor2D; readonly bias?: Tensor1D };

/**
 * One answer for each step of a sequence: any recurrent layer, and a dense head on each of its outputs. Logits are
 * `[batch, time, outputSize]`; what they say at padded steps means nothing.
 *
 * @param random where the first weights come from
 */
export function tagger<Config extends Json>(options: TaggerOptions<Config>, random: Random): Model<SequenceBatch, Config> {
  const { name, config, encoder } = options;
  const variables = createVariables(
    tidy(() => ({ encoder: encoder.createParams(random.split('encoder')), head: createHead(options, random.split('head')) })),
  );
  const { encoder: encoderParams, head } = variables.tree as { encoder: TensorTree; head: HeadParams };
  return {
    name,
    config,
    parameters: variables.byPath,
    logits: ({ inputs, lengths }, context) =>
      tidy(() => {
        assertShape(name, 'inputs', inputs, ['batch', 'time', encoder.inputSize]);
        const { outputs } = encoder.run(encoderParams, inputs, { context, ...(lengths && { lengths }) });
        return linear(outputs, head.kernel, head.bias);
      }),
    dispose: () => dispose(Object.values(variables.byPath)),
  };
}

function createHead(options: TaggerOptions<Json>, random: Random): HeadParams {
  const { encoder, outputSize, outputBias = true, outputInitializer = glorotUniform } = options;
  const fan = { fanIn: encoder.outputSize, fanOut: outputSize };
  return {
    kernel: initialize<Rank.R2>(outputInitializer, [encoder.outputSize, outputSize], fan, random.split('kernel')),
    ...(outputBias && { bias: zeros<Rank.R1>([outputSize]) }),
  };
}
