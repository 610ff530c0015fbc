import { bidirectional, recurrent, stack, withDropout, withLayerNormalization, withLearnedState, withResidual } from '@tidegate/cells';
import { ArgumentError, type SequenceLayer } from '@tidegate/core';
import { createCell } from './cell-config.js';
import type { RecurrentEncoderConfig } from './config.js';

/**
 * The recurrent part of a model: `[batch, time, inputSize]` to `[batch, time, outputSize]`.
 *
 * @throws ArgumentError if the cell refuses an option, or no layer could have the residual that is asked for
 */
export function createEncoder(caller: string, config: RecurrentEncoderConfig, inputSize: number): SequenceLayer {
  const layers: SequenceLayer[] = [];
  let size = inputSize;
  for (let index = 0; index < (config.layers ?? 1); index++) {
    const layer = wrapLayer(createLayer(config, size), config);
    layers.push(layer);
    size = layer.outputSize;
  }
  assertResidual(caller, config, layers);
  return stack(layers);
}

function createLayer(config: RecurrentEncoderConfig, inputSize: number): SequenceLayer {
  if (!config.bidirectional) return recurrent(createCell(config, inputSize));
  const { merge = 'concat' } = config;
  return bidirectional({ forward: createCell(config, inputSize), backward: createCell(config, inputSize), merge });
}

/** A layer with what the configuration puts around it, from the inside out. */
export function wrapLayer(plain: SequenceLayer, config: RecurrentEncoderConfig): SequenceLayer {
  const { dropout: output = 0, inputDropout: input = 0, stateDropout: state = 0, dropoutMask: mask = 'step' } = config;
  let layer: SequenceLayer = plain;
  if (config.learnedState) layer = withLearnedState(layer);
  if (config.layerNormalization) layer = withLayerNormalization(layer);
  layer = withDropout(layer, { input, output, state, mask });
  return config.residual && layer.inputSize === layer.outputSize ? withResidual(layer) : layer;
}

/** @throws ArgumentError if a residual is asked for that no layer can have */
export function assertResidual(caller: string, { residual }: RecurrentEncoderConfig, layers: readonly SequenceLayer[]): void {
  if (!residual || layers.some(({ inputSize, outputSize }) => inputSize === outputSize)) return;
  const sizes = layers.map(({ inputSize, outputSize }) => `${inputSize} to ${outputSize}`).join(', ');
  throw new ArgumentError(caller, 'residual', residual, `for layers that give as many features as they take; these take ${sizes}`);
}
