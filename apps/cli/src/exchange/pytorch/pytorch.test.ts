import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { readWeights } from '@tidegate/cells';
import { createRandom, type Model, useBackend } from '@tidegate/core';
import { pytorch, runExportedInPytorch } from '@tidegate/fixtures/node';
import { encodeSafetensors, writeFloats } from '@tidegate/formats';
import { obstacleToPytorch } from '@tidegate/model-directory';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { drawBatch, drawModel, logitsOf, modelsOfAllKinds, withoutPadding } from '../../testing/models-of-all-kinds.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';
import { pythonModule } from './python-module.js';
import { fromStateDict, toStateDict } from './state-dict.js';

beforeAll(() => useBackend([cpuBackend]));

const names = Object.keys(modelsOfAllKinds);

function drawn(name: string): Model<never> {
  const model = drawModel(modelsOfAllKinds[name] as (typeof modelsOfAllKinds)[string]);
  onTestFinished(() => model.dispose());
  return model;
}

const weightsOf = (model: Model<never>) => readWeights(model.parameters);

test('the weights have the names that PyTorch gives them', async () => {
  const model = drawn('textrnn_attention');
  const stateDict = toStateDict(model, await weightsOf(model));
  expect(Object.fromEntries(Object.entries(stateDict).map(([name, { shape }]) => [name, shape]))).toEqual({
    'embedding.weight': [11, 5],
    'attention.weight': [6, 8],
    'attention.bias': [6],
    'query.weight': [1, 6],
    'rnn.weight_ih_l0': [16, 5],
    'rnn.weight_hh_l0': [16, 4],
    'rnn.bias_ih_l0': [16],
    'rnn.bias_hh_l0': [16],
    'rnn.weight_ih_l0_reverse': [16, 5],
    'rnn.weight_hh_l0_reverse': [16, 4],
    'rnn.bias_ih_l0_reverse': [16],
    'rnn.bias_hh_l0_reverse': [16],
    'head.weight': [3, 8],
    'head.bias': [3],
  });
});

test.each(names)('what is written and read again is the same to the bit: %s', async (name) => {
  const model = drawn(name);
  const weights = await weightsOf(model);
  const read = fromStateDict(model, Object.keys(weights), toStateDict(model, weights));
  expect(Object.keys(read).sort()).toEqual(Object.keys(weights).sort());
  for (const [parameter, { shape, data }] of Object.entries(weights)) expect(read[parameter], parameter).toEqual({ shape, data });
});

test('a weight that is missing, superfluous or of another network is named', async () => {
  const model = drawn('tagger_one_way');
  const weights = await weightsOf(model);
  const { 'head.weight': head, ...others } = toStateDict(model, weights);
  const read = (stateDict: typeof others) => () => fromStateDict(model, Object.keys(weights), stateDict);
  expect(read(others)).toThrow('fromStateDict: stateDict must be named arrays with head.weight, but is [');
  const whole = { ...others, 'head.weight': head as NonNullable<typeof head> };
  expect(read({ ...whole, 'tail.weight': whole['head.weight'] })).toThrow(
    /weights of tokenTagger, which are embedding\.weight, head\.weight/,
  );
  const bias = { shape: [12], data: new Float32Array(12) };
  const biased = { ...whole, 'rnn.bias_ih_l0': bias, 'rnn.bias_hh_l0': bias };
  expect(Object.keys(read(biased)()).sort()).toEqual(Object.keys(weights).sort());
  const used = { ...biased, 'rnn.bias_hh_l0': { ...bias, data: new Float32Array(12).fill(1) } };
  expect(read(used)).toThrow('encoder/0/recurrentBias must be absent or zero, as the model has no such parameter, but is "given"');
});

test('weights of another module of PyTorch are told by its name', async () => {
  const [lstm, gru] = [drawn('tagger_one_way'), drawn('textrnn_attention')];
  const other = toStateDict(gru, await weightsOf(gru));
  const weights = await weightsOf(lstm);
  const recurrent = Object.entries(other).filter(([name]) => name.startsWith('rnn.'));
  const around = Object.entries(toStateDict(lstm, weights)).filter(([name]) => !name.startsWith('rnn.'));
  expect(() => fromStateDict(lstm, Object.keys(weights), Object.fromEntries([...around, ...recurrent]))).toThrow(
    /stateDict must be weights of torch\.nn\.\w+ with \d layers?, but is "torch\.nn\.LSTM with 1 bidirectional layer"/,
  );
});

test('a head that shares its table may have kept its own name alone', async () => {
  const model = drawn('language_tied');
  const weights = await weightsOf(model);
  const { 'embedding.weight': table, ...others } = toStateDict(model, weights);
  const read = fromStateDict(model, Object.keys(weights), { ...others, 'head.weight': table as NonNullable<typeof table> });
  expect(read['embedding/table']).toEqual(weights['embedding/table']);
});

const sizes = { cell: 'lstm', hiddenSize: 4 } as const;
test.each([
  [{ ...sizes, peepholes: true }, 'peepholes'],
  [{ ...sizes, cellClip: 3 }, 'a clipped cell'],
  [{ ...sizes, projection: 2, projectionClip: 3 }, 'a clipped projection'],
  [{ ...sizes, projection: 4 }, 'a projection to 4 features of 4 units'],
  [{ ...sizes, activation: 'relu' }, 'the activation relu'],
  [{ ...sizes, cell: 'rnn', activation: 'sigmoid' }, 'the activation sigmoid'],
  [{ ...sizes, recurrentActivation: 'hardSigmoid' }, 'the activation hardSigmoid of its gates'],
  [{ ...sizes, cell: 'gru', resetAfter: false }, 'a reset gate before the product'],
  [{ ...sizes, layerNormalization: true }, 'layer normalization'],
  [{ ...sizes, residual: true }, 'residual connections'],
  [{ ...sizes, learnedState: true }, 'learned initial states'],
  [{ ...sizes, bidirectional: true, merge: 'sum' }, 'directions merged by sum'],
  [{ ...sizes, projection: 3, forgetBias: 2 }, undefined],
] as const)('what torch.nn has not is known: %j', (options, obstacle) => {
  expect(obstacleToPytorch(options)).toBe(obstacle);
});

describe.skipIf(pytorch.missing)(`in PyTorch${pytorch.reason}`, { timeout: 120_000 }, () => {
  test('every exported network gives its logits', async () => {
    const folder = temporaryFolder();
    const expected: Record<string, { values: Float32Array; shape: readonly number[]; lengths: readonly number[] }> = {};
    for (const name of names) {
      const model = drawn(name);
      const stateDict = toStateDict(model, await weightsOf(model));
      const batch = drawBatch(model, createRandom(8));
      const weightsName = `${name}.safetensors`;
      writeFileSync(join(folder, weightsName), encodeSafetensors(writeFloats(stateDict)));
      writeFileSync(join(folder, `${name}.py`), pythonModule(model, stateDict, { weightsName, version: '1.2.3' }));
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(batch));
      const values = await logitsOf(model, batch);
      const [rows, time] = [batch.lengths.length, Math.max(...batch.lengths)];
      const perStep = ['tokenTagger', 'languageModel', 'sequenceTagger'].includes(model.name);
      const shape = perStep ? [rows, time, values.length / rows / time] : [rows, values.length / rows];
      expected[name] = { values, shape, lengths: batch.lengths };
    }
    const found = runExportedInPytorch(folder);
    expect(Object.keys(found).sort()).toEqual([...names].sort());
    for (const [name, { values, shape, lengths }] of Object.entries(expected)) {
      const logits = withoutPadding([...(found[name] as readonly number[])], shape, lengths);
      expect(logits.length, name).toBe(values.length);
      expect(Math.max(...logits.map((value, place) => Math.abs(value - (values[place] as number)))), name).toBeLessThan(1e-5);
    }
  });
});

test('no tensor is left behind', async () => {
  const before = memory().numTensors;
  const model = drawModel({ model: 'textRnn', config: { vocabularySize: 4, embeddingSize: 2, cell: 'rnn', outputSize: 2 } });
  const weights = await weightsOf(model);
  fromStateDict(model, Object.keys(weights), toStateDict(model, weights));
  model.dispose();
  expect(memory().numTensors).toBe(before);
});
