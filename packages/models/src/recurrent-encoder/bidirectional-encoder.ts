import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { bidirectional, stack, withDropout } from '@tidegate/cells';
import type { EmbeddedTokens, LayerOptions, Random, SequenceLayer, TensorTree } from '@tidegate/core';
import type { RecurrentEncoderConfig } from './config.js';
import { createCell } from './encoder.js';

/** What one direction of the top layer gives. */
export interface Direction {
  /** `[batch, time, hiddenSize]`, zero at padded steps */
  readonly outputs: Tensor3D;
  /** `[batch, hiddenSize]`: the output of the last real step that it visited */
  readonly final: Tensor2D;
}

export interface BothDirections {
  readonly forward: Direction;
  readonly backward: Direction;
}

/** Bidirectional layers of which the top one's directions are kept apart. */
export interface BidirectionalEncoder {
  createParams(random: Random): TensorTree;
  run(params: TensorTree, inputs: Tensor3D | EmbeddedTokens, options: Omit<LayerOptions, 'state'>): BothDirections;
}

/** Outputs of all layers but the top one are dropped with the probability of the configuration. */
export function createBidirectionalEncoder(config: Omit<RecurrentEncoderConfig, 'bidirectional'>, inputSize: number): BidirectionalEncoder {
  const { layers = 1, dropout = 0, hiddenSize } = config;
  const createLayer = (size: number) => bidirectional({ forward: createCell(config, size), backward: createCell(config, size) });
  const below: SequenceLayer[] = [];
  for (let index = 0; index < layers - 1; index++) {
    below.push(withDropout(createLayer(index === 0 ? inputSize : 2 * hiddenSize), dropout));
  }
  const topCell = createCell(config, below.length === 0 ? inputSize : 2 * hiddenSize);
  const top = bidirectional({ forward: topCell, backward: topCell });
  const all = stack([...below, top]);
  return {
    createParams: (random) => all.createParams(random),
    run(params, inputs, options) {
      const topInputs = below.length === 0 ? inputs : stack(below).run(params as Layers, inputs, options).outputs;
      const { forward, backward } = top.runBoth((params as Layers)[below.length] as BothTrees, topInputs, options);
      return {
        forward: { outputs: forward.outputs, final: topCell.output(forward.state) },
        backward: { outputs: backward.outputs, final: topCell.output(backward.state) },
      };
    },
  };
}

type Layers = { readonly [layer: string]: TensorTree };
type BothTrees = { readonly forward: TensorTree; readonly backward: TensorTree };
