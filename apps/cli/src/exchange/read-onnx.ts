import { isDeepStrictEqual } from 'node:util';
import { readWeights } from '@tidegate/cells';
import { type Model, TidegateError } from '@tidegate/core';
import { writeFloats } from '@tidegate/formats';
import { configName, countWeights, type ModelFile, partsOf } from '@tidegate/model-directory';
import { readDescription } from './description.js';
import type { ImportedModel } from './imported-model.js';

/**
 * An ONNX file that `exportOnnx` wrote.
 *
 * @throws FormatError if it is none
 * @throws TidegateError if the description in its metadata is of another network
 * @throws SyntaxError if the description in its metadata is not JSON
 */
export async function readOnnx(bytes: Uint8Array): Promise<ImportedModel> {
  const { importOnnx } = await import('@tidegate/onnx');
  const { model, labels, vocabulary, metadata } = importOnnx(bytes);
  const weights = writeFloats(await readWeights(model.parameters).finally(() => model.dispose()));
  const description = readDescription(metadata);
  if (description) assertSameNetwork(model, description.file);
  const parts = partsOf({
    ...(vocabulary && { vocabulary: { toJSON: () => ({ tokens: vocabulary }) } }),
    ...(labels && { labels: { toJSON: () => labels } }),
  });
  return {
    description: description && { ...description, parts },
    weights: countWeights(weights),
    weightsOf: () => weights,
  };
}

/** The graph has its own description of the network: what stands beside it must be of the same. */
function assertSameNetwork({ name, config }: Model<never>, file: ModelFile): void {
  if (file?.model === name && isDeepStrictEqual(file.config, JSON.parse(JSON.stringify(config)))) return;
  throw new TidegateError(`ONNX: the network that ${configName} describes in the metadata is not the one in the graph`);
}
