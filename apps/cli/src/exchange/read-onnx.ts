import { readWeights } from '@tidegate/cells';
import { writeFloats } from '@tidegate/formats';
import { countOf } from '../model-directory/load-model.js';
import { partsOf } from '../text/model-parts.js';
import { readDescription } from './description.js';
import type { ImportedModel } from './imported-model.js';

/**
 * An ONNX file that `exportOnnx` wrote.
 *
 * @throws FormatError if it is none
 * @throws SyntaxError if the description in its metadata is not JSON
 */
export async function readOnnx(bytes: Uint8Array): Promise<ImportedModel> {
  const { importOnnx } = await import('@tidegate/onnx');
  const { model, labels, vocabulary, metadata } = importOnnx(bytes);
  const weights = writeFloats(await readWeights(model.parameters).finally(() => model.dispose()));
  const description = readDescription(metadata);
  const parts = partsOf({
    ...(vocabulary && { vocabulary: { toJSON: () => ({ tokens: vocabulary }) } }),
    ...(labels && { labels: { toJSON: () => labels } }),
  });
  return {
    description: description && { ...description, parts },
    weights: countOf(weights),
    weightsOf: () => weights,
  };
}
