import { deepStrictEqual } from 'node:assert/strict';
import { memory } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { decodeOnnx, encodeOnnx, FormatError, type OnnxTensor } from '@tidegate/formats';
import { type Dice, type FuzzCase, type FuzzOutcome, fuzz, mutateBytes, mutateJson, mutateProtobuf } from '@tidegate/fuzz';
import type { ModelDescription } from '@tidegate/models';
import { exportOnnx } from '../../export-onnx.js';
import { type ImportedModel, importOnnx } from '../../import-onnx.js';
import { randomModel } from '../random-models.js';

const tokens = { vocabularySize: 3, embeddingSize: 2, cell: 'lstm', hiddenSize: 2 };
const models = [
  { model: 'sequenceTagger', config: { inputSize: 2, outputSize: 1, cell: 'gru', hiddenSize: 2, layers: 2 } },
  { model: 'tokenTagger', config: { ...tokens, outputSize: 2, cell: 'rnn', useBias: false } },
  { model: 'textRnn', config: { ...tokens, outputSize: 2, pooling: 'attention' } },
  { model: 'rcnn', config: { ...tokens, outputSize: 2, filters: 2, widths: [1, 2], layerNormalization: true } },
  { model: 'languageModel', config: { ...tokens, projection: 2, learnedState: true, tieEmbeddings: true } },
] as unknown as ModelDescription[];

/** Reads broken files of whole models: each is refused, or the model and what is known of it are what stands in the file. */
export async function fuzzWholeModels(cases: number, seed: number): Promise<FuzzOutcome> {
  const files: Uint8Array[] = [];
  for (const description of models) {
    const model = randomModel(description, createRandom(3));
    const isClassifier = 'outputSize' in description.config && description.config.outputSize === 2;
    files.push(await exportOnnx(model, { metadata: { by: 'a test' }, ...(isClassifier && { labels: ['no', 'yes'] }) }));
    model.dispose();
  }
  return fuzz({
    cases,
    seed,
    create: (dice) => brokenModel(files, dice),
    async read(bytes) {
      const before = memory().numTensors;
      try {
        const imported = importOnnx(bytes);
        await assertSays(bytes, imported).finally(() => imported.model.dispose());
      } finally {
        deepStrictEqual(memory().numTensors, before);
      }
    },
    isClear: (error) => error instanceof FormatError,
  });
}

function brokenModel(files: readonly Uint8Array[], dice: Dice): FuzzCase<Uint8Array> {
  const index = dice.below(files.length);
  const original = files[index] as Uint8Array;
  const { content, mutation } = dice.pick([
    () => mutateBytes(original, files, dice),
    () => mutateProtobuf(original, dice),
    () => withOtherMetadata(original, dice),
    () => withOtherWeights(original, dice),
  ])();
  return { input: content, bytes: content.length, mutation: `${models[index]?.model}: ${mutation}` };
}

/** One of the texts, changed as JSON, such as the configuration of the model. */
function withOtherMetadata(bytes: Uint8Array, dice: Dice) {
  const model = decodeOnnx(bytes);
  const key = dice.pick(Object.keys(model.metadata));
  const { content, mutation } = mutateJson(model.metadata[key] as string, dice);
  return { content: encodeOnnx({ ...model, metadata: { ...model.metadata, [key]: content } }), mutation: `${key}: ${mutation}` };
}

/** One of the numbers, as if the model had been trained on. */
function withOtherWeights(bytes: Uint8Array, dice: Dice) {
  const model = decodeOnnx(bytes);
  const [name, tensor] = dice.pick(Object.entries(model.graph.initializers));
  if (tensor.dataType !== 'FLOAT' || tensor.data.length === 0) return mutateBytes(bytes, [bytes], dice);
  const at = dice.below(tensor.data.length);
  const changed = { ...tensor, data: tensor.data.with(at, dice.below(1_000) / 100) };
  const graph = { ...model.graph, initializers: { ...model.graph.initializers, [name]: changed } };
  return { content: encodeOnnx({ ...model, graph }), mutation: `another number ${at} in ${name}` };
}

/** @throws AssertionError unless the model, written again, is the file that was read */
async function assertSays(bytes: Uint8Array, { model, ...details }: ImportedModel): Promise<void> {
  const [read, again] = [decodeOnnx(bytes), decodeOnnx(await exportOnnx(model, details))];
  const parsed = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts)
      .map(([key, text]) => [key, /^tidegate\.(config|labels|vocabulary|tokenizer)$/.test(key) ? JSON.parse(text) : text])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  // As text: JSON writes a negative zero as 0.
  deepStrictEqual(JSON.stringify(parsed(again.metadata)), JSON.stringify(parsed(read.metadata)));
  deepStrictEqual(Object.keys(again.graph.initializers).sort(), Object.keys(read.graph.initializers).sort());
  for (const [name, tensor] of Object.entries(read.graph.initializers))
    assertClose(name, again.graph.initializers[name] as OnnxTensor, tensor);
}

/** `[directions, 2 * columns]`: the biases of the input and of the state, which our layers have as one where they are only added. */
function sumsOf({ shape, data }: OnnxTensor): number[] {
  const [directions = 0, both = 0] = shape;
  const columns = both / 2;
  return Array.from({ length: directions * columns }, (_, index) => {
    const first = Math.floor(index / columns) * both + (index % columns);
    return Number(data[first]) + Number(data[first + columns]);
  });
}

/** A bias can lose its last digits where the forget bias is taken off and added again. */
function assertClose(name: string, found: OnnxTensor, expected: OnnxTensor): void {
  deepStrictEqual([found.dataType, found.shape], [expected.dataType, expected.shape], name);
  const [numbers, right] = [found, expected].map((tensor) => (name.endsWith('.B') ? sumsOf(tensor) : [...tensor.data].map(Number))) as [
    number[],
    number[],
  ];
  for (const [index, b] of right.entries()) {
    const a = numbers[index] as number;
    const isClose = Object.is(a, b) || Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
    if (!isClose) deepStrictEqual(a, b, `${name}, number ${index}`);
  }
}
