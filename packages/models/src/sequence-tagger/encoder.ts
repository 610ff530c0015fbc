import { bidirectional, gru, lstm, recurrent, rnn, stack, withDropout } from '@tidegate/cells';
import type { Cell, SequenceLayer } from '@tidegate/core';
import type { SequenceTaggerConfig } from './config.js';

/** The recurrent part of a tagger: `[batch, time, inputSize]` to `[batch, time, outputSize]`. */
export function createEncoder(config: SequenceTaggerConfig): SequenceLayer {
  const layers: SequenceLayer[] = [];
  let { inputSize } = config;
  for (let index = 0; index < (config.layers ?? 1); index++) {
    const layer = withDropout(createLayer(config, inputSize), config.dropout ?? 0);
    layers.push(layer);
    inputSize = layer.outputSize;
  }
  return stack(layers);
}

function createLayer(config: SequenceTaggerConfig, inputSize: number): SequenceLayer {
  const makeCell = (): Cell => createCell(config, inputSize);
  return config.bidirectional ? bidirectional({ forward: makeCell(), backward: makeCell() }) : recurrent(makeCell());
}

function createCell(config: SequenceTaggerConfig, inputSize: number): Cell {
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
