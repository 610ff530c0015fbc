import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { flattenTree, type Random, type TensorTree } from '@tidegate/core';
import type { ContinuedTokenBatch, LanguageModel, ModelName, ModelOf, SequenceBatch, TokenBatch } from '@tidegate/models';
import { expectClose } from '@tidegate/testing';
import type { NamedNumbers, RuntimeModel } from './onnx-runtime.js';
import { type Numbers, toTensor } from './to-tensor.js';

type AnyModel = ModelOf<ModelName>;

/** What the graph of a model reads: sequences of any lengths, one of them as long as the batch, another perhaps empty. */
function drawInputs(model: AnyModel, names: readonly string[], random: Random, longest: number): NamedNumbers {
  const [first = 0, second = 0] = random.split('sizes').uniform(2);
  const [batch, time] = [1 + Math.floor(first * 5), 1 + Math.floor(second * longest)];
  const whole = (what: string, count: number, most: number): Int32Array =>
    Int32Array.from(random.split(what).uniform(count), (value) => Math.floor(value * most));
  const draw = (name: string): Numbers => {
    const { inputSize = 0, vocabularySize = 0 } = model.config as { inputSize?: number; vocabularySize?: number };
    if (name === 'lengths') return { shape: [batch], data: whole(name, batch, time + 1).fill(time, 0, 1) };
    if (name === 'ids') return { shape: [batch, time], data: whole(name, batch * time, vocabularySize) };
    if (name === 'inputs') return { shape: [batch, time, inputSize], data: random.split(name).normal(batch * time * inputSize) };
    const { hiddenSize = 0, projection = hiddenSize } = model.config as { hiddenSize?: number; projection?: number };
    const size = name.endsWith('_h') ? projection : hiddenSize;
    return { shape: [batch, size], data: random.split(name).normal(batch * size, 0, 0.5) };
  };
  return Object.fromEntries(names.map((name) => [name, draw(name)]));
}

/**
 * Expects ONNX Runtime to give for some inputs what the model gives.
 *
 * @param longest the most steps that the sequences may have
 */
export async function expectAgreement(model: AnyModel, runtime: RuntimeModel, random: Random, longest = 9): Promise<void> {
  const inputs = drawInputs(model, runtime.inputNames, random, longest);
  const theirs = await runtime.run(inputs);
  const tensors = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, toTensor(value)]));
  const ours = runModel(model, tensors, random);
  const expected = Object.keys(theirs).filter((name) => !name.startsWith('first_'));
  for (const name of expected) {
    const tensorOfOurs = ours[name] as Tensor;
    const { shape, data } = theirs[name] as Numbers;
    if (tensorOfOurs.shape.join() !== shape.join()) throw new Error(`${name}: [${shape}] instead of [${tensorOfOurs.shape}]`);
    expectClose(name, data as Float32Array, (await tensorOfOurs.data()) as Float32Array, 1e-4);
  }
  dispose([...Object.values(ours), ...Object.values(tensors)]);
}

function runModel(model: AnyModel, inputs: Readonly<Record<string, Tensor>>, random: Random): Readonly<Record<string, Tensor>> {
  const context = { training: false, random };
  if (model.name !== 'languageModel') {
    const { logits } = model as { logits(batch: TokenBatch | SequenceBatch, given: typeof context): Tensor };
    return { logits: logits(inputs as unknown as TokenBatch, context) };
  }
  const { ids, lengths } = inputs as unknown as TokenBatch;
  const state = nested(inputs);
  const result = (model as LanguageModel).run({ ids, lengths, state } as ContinuedTokenBatch, context);
  const next = flattenTree(result.state).map(([path, part]) => [`next_state_${path.replace('/', '_')}`, part]);
  return { logits: result.logits, ...Object.fromEntries(next) };
}

/** `state_0_h` and so on as the state of a stack of cells. */
function nested(inputs: Readonly<Record<string, Tensor>>): TensorTree {
  const layers: Record<string, Record<string, Tensor>> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const [prefix, layer = '', part = ''] = name.split('_');
    if (prefix === 'state') layers[layer] = { ...layers[layer], [part]: value };
  }
  return layers;
}
