import { split, type Tensor1D, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import { bidirectional, childOptions, stack } from '@tidegate/cells';
import { ArgumentError, type EmbeddedTokens, type LayerOptions, type Random, type SequenceLayer, type TensorTree } from '@tidegate/core';
import { firstOutputs, lastOutputs } from '../steps/end-outputs.js';
import { createCell } from './cell-config.js';
import type { RecurrentEncoderConfig } from './config.js';
import { assertResidual, wrapLayer } from './encoder.js';

/** What one direction of the top layer gives. */
export interface Direction {
  /** `[batch, time, size]`, zero at padded steps */
  readonly outputs: Tensor3D;
  /** `[batch, size]`: the output of the last real step that it visited; zeros of an empty sequence */
  readonly final: Tensor2D;
}

export interface BothDirections {
  readonly forward: Direction;
  readonly backward: Direction;
}

/** Bidirectional layers of which the top one's directions are kept apart. */
export interface BidirectionalEncoder {
  /** Features of one direction. */
  readonly directionSize: number;
  createParams(random: Random): TensorTree;
  run(params: TensorTree, inputs: Tensor3D | EmbeddedTokens, options: Omit<LayerOptions, 'state'>): BothDirections;
}

/**
 * Outputs of all layers but the top one are dropped with the probability of the configuration.
 *
 * @throws ArgumentError if the cell refuses an option, no layer could have the residual that is asked for, or nothing is dropped by the
 * mask that is asked for
 */
export function createBidirectionalEncoder(
  caller: string,
  config: Omit<RecurrentEncoderConfig, 'bidirectional' | 'merge'>,
  inputSize: number,
): BidirectionalEncoder {
  const { layers = 1 } = config;
  assertMaskUsed(caller, config);
  const createLayer = (size: number) => bidirectional({ forward: createCell(config, size), backward: createCell(config, size) });
  const below: SequenceLayer[] = [];
  let size = inputSize;
  for (let index = 0; index < layers - 1; index++) {
    const layer = wrapLayer(createLayer(size), config);
    below.push(layer);
    size = layer.outputSize;
  }
  const topCell = createCell(config, size);
  const plain = bidirectional({ forward: topCell, backward: topCell });
  const top = wrapLayer(plain, { ...config, dropout: 0 });
  assertResidual(caller, config, [...below, top]);
  const all = stack([...below, top]);
  return {
    directionSize: topCell.hiddenSize,
    createParams: (random) => all.createParams(random),
    run(params, inputs, options) {
      const topInputs = below.length === 0 ? inputs : stack(below).run(params as Layers, inputs, options).outputs;
      const topParams = (params as Layers)[below.length] as BothTrees;
      const topOptions = childOptions(caller, options, below.length);
      if (top !== plain) return splitDirections(top.run(topParams, topInputs, topOptions).outputs, options.lengths);
      const { forward, backward } = plain.runBoth(topParams, topInputs, topOptions as LayerOptions<BothTrees>);
      return {
        forward: { outputs: forward.outputs, final: topCell.output(forward.state) },
        backward: { outputs: backward.outputs, final: topCell.output(backward.state) },
      };
    },
  };
}

/** The outputs of a layer that is the only one are dropped by the model, after it has read them: there a mask has no steps. */
function assertMaskUsed(
  caller: string,
  { layers = 1, dropoutMask, inputDropout = 0, stateDropout = 0 }: Omit<RecurrentEncoderConfig, 'bidirectional' | 'merge'>,
): void {
  if (dropoutMask === undefined || layers > 1 || inputDropout > 0 || stateDropout > 0) return;
  const rule = 'given together with inputDropout, stateDropout, or dropout of several layers';
  throw new ArgumentError(caller, 'dropoutMask', dropoutMask, rule);
}

/** The halves of the outputs: what stands around a layer may have changed them since its cells gave them. */
function splitDirections(outputs: Tensor3D, lengths: Tensor1D | undefined): BothDirections {
  const [forward, backward] = split(outputs, 2, 2) as [Tensor3D, Tensor3D];
  return {
    forward: { outputs: forward, final: lastOutputs(forward, lengths) },
    backward: { outputs: backward, final: firstOutputs(backward) },
  };
}

type Layers = { readonly [layer: string]: TensorTree };
type BothTrees = { readonly forward: TensorTree; readonly backward: TensorTree };
