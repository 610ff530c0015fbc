import { assertShape, type Model, type Random, type TensorTree } from '@tidegate/core';
import { glorotUniform, initialize } from '@tidegate/cells';
import { linear } from '@tidegate/ops';
import { dispose, type Rank, type Tensor1D, type Tensor2D, type Tensor3D, tidy, zeros } from '@tensorflow/tfjs-core';
import { createVariables } from '../parameters/variables.js';
import { assertSequenceTaggerConfig, type SequenceTaggerConfig } from './config.js';
import { createEncoder } from './encoder.js';

/** What a sequence tagger reads. */
export interface SequenceBatch {
  /** `[batch, time, inputSize]`, float32 */
  readonly inputs: Tensor3D;
  /** `[batch]`, int32: real steps of each sequence, padding on the right; all steps are real if absent */
  readonly lengths?: Tensor1D;
}

export type SequenceTagger = Model<SequenceBatch, SequenceTaggerConfig>;

type HeadParams = { readonly kernel: Tensor2D; readonly bias?: Tensor1D };

/**
 * One answer for each step of a sequence: a stack of recurrent layers, and a dense head on each output. Logits are
 * `[batch, time, outputSize]`; what they say at padded steps means nothing.
 *
 * @param random where the first weights come from
 * @throws ArgumentError if a value of the configuration is out of its range
 */
export function sequenceTagger(config: SequenceTaggerConfig, random: Random): SequenceTagger {
  assertSequenceTaggerConfig(config);
  const encoder = createEncoder(config);
  const variables = createVariables(
    tidy(() => ({ encoder: encoder.createParams(random.split('encoder')), head: createHead(config, encoder.outputSize, random.split('head')) })),
  );
  const { encoder: encoderParams, head } = variables.tree as { encoder: TensorTree; head: HeadParams };
  return {
    name: 'sequence-tagger',
    config,
    parameters: variables.byPath,
    logits: ({ inputs, lengths }, context) =>
      tidy(() => {
        assertShape('sequenceTagger', 'inputs', inputs, ['batch', 'time', config.inputSize]);
        const { outputs } = encoder.run(encoderParams, inputs, { context, ...(lengths && { lengths }) });
        return linear(outputs, head.kernel, head.bias);
      }),
    dispose: () => dispose(Object.values(variables.byPath)),
  };
}

function createHead(config: SequenceTaggerConfig, inputSize: number, random: Random): HeadParams {
  const { outputSize, outputBias = true, outputInitializer = glorotUniform } = config;
  return {
    kernel: initialize<Rank.R2>(outputInitializer, [inputSize, outputSize], { fanIn: inputSize, fanOut: outputSize }, random.split('kernel')),
    ...(outputBias && { bias: zeros<Rank.R1>([outputSize]) }),
  };
}
