import { bidirectional, gru, lstm, recurrent, rnn, stack, withDropout } from '@tidegate/cells';
import type { Cell, SequenceLayer } from '@tidegate/core';
import type { CellConfig, RecurrentEncoderConfig } from './config.js';

/** The recurrent part of a model: `[batch, time, inputSize]` to `[batch, time, outputSize]`. */
export function createEncoder(config: RecurrentEncoderConfig, inputSize: number): SequenceLayer {
  const layers: SequenceLayer[] = [];
  let size = inputSize;
  for (let index = 0; index < (config.layers ?? 1); index++) {
    const layer = withDropout(createLayer(config, size), config.dropout ?? 0);
    layers.push(layer);
    size = layer.outputSize;
  }
  return stack(layers);
}

function createLayer(config: RecurrentEncoderConfig, inputSize: number): SequenceLayer {
  const makeCell = (): Cell => createCell(config, inputSize);
  return config.bidirectional ? bidirectional({ forward: makeCell(), backward: makeCell() }) : recurrent(makeCell());
}

export function createCell(config: CellConfig, inputSize: number): Cell {
  const options = { ...config, inputSize };
  switch (config.cell) {
    case 'rnn':
      return rnn(options);
    case 'lstm':
      return lstm(options);
    case 'gru':
      return gru(options);
  }
}
