import { dispose } from '@tensorflow/tfjs-core';
import { modelGates, type SequenceBatch, type SequenceTagger } from '@tidegate/models';
import type { Layer } from '../api.js';

/** The hidden states of a layer over a batch. */
export interface HiddenStates {
  readonly layer: Layer;
  readonly units: number;
  /** `[batch, time, units]`, row by row. */
  readonly values: Float32Array;
}

/**
 * The hidden states of all layers, those that read the numbers first.
 *
 * @param batch remains the caller's
 */
export async function hiddenStates(model: SequenceTagger, batch: SequenceBatch): Promise<HiddenStates[]> {
  const gates = modelGates(model, batch);
  try {
    const hidden = Object.entries(gates).filter(([path]) => path.endsWith('/hidden'));
    return await Promise.all(
      hidden.map(async ([path, tensor]) => ({
        layer: layerOf(path),
        units: tensor.shape[2],
        values: (await tensor.data()) as Float32Array,
      })),
    );
  } finally {
    dispose(Object.values(gates));
  }
}

/** `encoder/1/backward/hidden` is the second layer, from the last step to the first. */
function layerOf(path: string): Layer {
  const [, place, direction] = path.split('/');
  const number = Number(place) + 1;
  return direction === 'forward' || direction === 'backward' ? { number, direction } : { number };
}
