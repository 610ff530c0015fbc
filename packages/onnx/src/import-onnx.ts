import { tensor, tidy } from '@tensorflow/tfjs-core';
import { isTidegateError, type Model } from '@tidegate/core';
import { decodeOnnx, FormatError } from '@tidegate/formats';
import { assertModelDescription, createModel, type ModelName, type ModelOf } from '@tidegate/models';
import { malformed } from './errors/malformed.js';
import { assertSameGraph } from './import/assert-same-graph.js';
import { noRandom } from './import/no-random.js';
import { assertNamesFit, type OnnxDetails } from './metadata/metadata.js';
import { readMetadata } from './metadata/read-metadata.js';
import { modelGraph } from './models/model-graph.js';
import { fileWeights } from './weights/file-weights.js';
import type { FloatArray } from './weights/weight-source.js';

export interface ImportedModel extends OnnxDetails {
  /** One of `@tidegate/models`; its `name` says which. The caller disposes it. */
  readonly model: ModelOf<ModelName>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads a model from a file that `exportOnnx` wrote, with the weights that stand in the file now: they may have been trained on elsewhere. A
 * file whose graph is another than the model's, such as one that was optimised or quantised, is refused.
 *
 * @param bytes the whole file
 * @throws FormatError if the file is no ONNX model, was not written by `exportOnnx`, or its graph or an initializer is not that of the model
 */
export function importOnnx(bytes: Uint8Array): ImportedModel {
  const { graph, metadata: texts, operatorSets } = decodeOnnx(bytes);
  const { description, ...details } = readMetadata(texts);
  return refusing(() => {
    assertModelDescription('importOnnx', description);
    assertNamesFit('importOnnx', description, details);
    const weights = fileWeights(graph.initializers);
    assertSameGraph({ operatorSets, graph }, modelGraph(description, weights));
    const model = createModel(description, noRandom);
    try {
      assign(model, weights.parameters);
    } catch (error) {
      model.dispose();
      throw error;
    }
    return { model, ...details, metadata: details.metadata ?? {} };
  });
}

/** What a file says of its model is not right where the model refuses it. */
function refusing<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    if (!isTidegateError(cause) || cause instanceof FormatError) throw cause;
    throw malformed(`the file does not describe a model of this version (${cause.message})`, { cause });
  }
}

function assign({ parameters }: Model<never>, found: Readonly<Record<string, FloatArray>>): void {
  const names = Object.keys(parameters);
  const [missing] = names.filter((path) => !Object.hasOwn(found, path));
  if (missing !== undefined) throw malformed(`the parameter ${missing} of the model is missing`);
  tidy(() => {
    for (const [path, variable] of Object.entries(parameters)) {
      const { data, shape } = found[path] as FloatArray;
      variable.assign(tensor(data, [...shape] as typeof variable.shape));
    }
  });
}
