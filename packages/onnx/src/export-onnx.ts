import { readWeights } from '@tidegate/cells';
import { ArgumentError, type Json, type Model } from '@tidegate/core';
import { encodeOnnx } from '@tidegate/formats';
import { assertModelDescription } from '@tidegate/models';
import { type OnnxDetails, writeMetadata } from './metadata/metadata.js';
import { modelGraph } from './models/model-graph.js';
import { irVersion, operatorSet } from './models/operator-sets.js';
import { modelWeights } from './weights/model-weights.js';

/**
 * Writes a whole model as an ONNX file, which says by its metadata what it is. Recurrent layers are nodes `LSTM`, `GRU` and `RNN`; those
 * LSTMs that clip their cell or have a projection, which the operator has not, are `Scan` nodes around their equations.
 *
 * The graph reads `ids`, `[batch, time]`, int32, or, of `sequenceTagger`, `inputs`, `[batch, time, inputSize]`, float32; and `lengths`, `[batch]`,
 * int32: real steps of each sequence, padding on the right. It gives `logits`, as the model does without dropout. A language model has
 * its state among both, `[batch, size]` each: `state_0_h` and so on are zeros for a new text, or `first_state_0_h` where that is learned,
 * and `next_state_0_h` is handed on with the tokens that follow.
 *
 * @param model one of `@tidegate/models`, made from a configuration
 * @throws ArgumentError if the model is of another kind, or there are not as many labels or tokens as it has
 * @throws ShapeError if a weight has not the shape that the configuration says
 */
export async function exportOnnx(
  { name, config, parameters }: Pick<Model<never>, 'name' | 'config' | 'parameters'>,
  details: OnnxDetails = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const description: { readonly model: string; readonly config: Json } = { model: name, config };
  assertModelDescription('exportOnnx', description);
  const metadata = writeMetadata(description, details);
  const weights = modelWeights(await readWeights(parameters));
  const graph = modelGraph(description, weights);
  const [unknown] = weights.unused();
  if (unknown !== undefined) throw new ArgumentError('exportOnnx', 'model.parameters', unknown, 'those of its configuration');
  return encodeOnnx({ irVersion, operatorSets: [operatorSet], producerName: 'tidegate', graph, metadata });
}
