import { engine, memory, type Rank, type Tensor, type Tensor2D, tensor1d, tensor2d, zeros } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { type Cell, createRandom, type EmbeddedTokens, flattenTree, type SequenceLayer, ShapeError, useBackend } from '@tidegate/core';
import { expectNoLeak, expectSameFunction, expectTrueGradients, normalTensor } from '@tidegate/testing';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { gru } from '../cells/gru.js';
import { type LstmParams, lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { bidirectional } from '../layers/bidirectional.js';
import { withDropout } from '../layers/dropout.js';
import { withLayerNormalization } from '../layers/layer-normalization.js';
import { withLearnedState } from '../layers/learned-state.js';
import { recurrent } from '../layers/recurrent.js';
import { withResidual } from '../layers/residual.js';
import { stack } from '../layers/stack.js';
import { scan } from '../scan/scan.js';
import { lookUp } from './look-up.js';

const random = createRandom(5);
const sizes = { inputSize: 3, hiddenSize: 4 };
/** Fewer tokens than the batch has steps, and more. */
const vocabularies = [4, 40];

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const ids = (): Tensor2D =>
  tensor2d(
    [
      [3, 0, 3, 1, 2],
      [1, 1, 0, 3, 3],
    ],
    [2, 5],
    'int32',
  );
const someTable = (vocabulary: number): Tensor2D => normalTensor<Rank.R2>(random.split('table'), [vocabulary, 3]);

const withoutOp = (cell: Cell): Cell => ({ ...cell, sequence: undefined }) as unknown as Cell;

describe('scan of embedded tokens', () => {
  const cells: readonly Cell[] = [
    rnn(sizes),
    lstm(sizes),
    gru(sizes),
    gru({ ...sizes, resetAfter: false }),
    gru({ ...sizes, useBias: false }),
  ];
  const runs = vocabularies.flatMap((vocabulary) => cells.map((cell, index) => ({ cell, vocabulary, title: `${cell.name} ${index}` })));

  it.each(runs)('is the scan of the rows that they name, gradients too: $title, vocabulary $vocabulary', async ({ cell, vocabulary }) => {
    const params = Object.fromEntries(
      flattenTree(cell.createParams(random)).map(([name, { shape }]) => [name, normalTensor(random.split(name), shape)]),
    );
    const lengths = tensor1d([5, 3], 'int32');
    const run =
      (inputsOf: (tokens: EmbeddedTokens) => EmbeddedTokens | ReturnType<typeof lookUp>, form = cell) =>
      ([table, ...given]: readonly Tensor[]): Tensor[] => {
        const weights = Object.fromEntries(Object.keys(params).map((name, index) => [name, given[index] as Tensor]));
        const tokens = { table: table as Tensor2D, ids: ids() };
        const { outputs, state } = scan(form, weights, inputsOf(tokens), { lengths, reverse: true });
        return [outputs, ...flattenTree(state).map(([, tensor]) => tensor)];
      };
    const inputs = { table: someTable(vocabulary), ...params };
    await expectSameFunction(
      run((tokens) => tokens),
      run(lookUp),
      inputs,
      random.split('weights'),
    );
    await expectSameFunction(
      run((tokens) => tokens, withoutOp(cell)),
      run(lookUp),
      inputs,
      random.split('weights'),
    );
  });

  it.each(vocabularies)('has true gradients with respect to the table: vocabulary %i', async (vocabulary) => {
    const cell = lstm(sizes);
    const params = cell.createParams(random);
    const run = ([table]: readonly Tensor[]): Tensor[] => [scan(cell, params, { table: table as Tensor2D, ids: ids() }).outputs];
    await expectTrueGradients(run, { table: someTable(vocabulary) }, random.split('weights'));
  });

  it('multiplies each row of a vocabulary that is smaller than the batch once', () => {
    const cell = lstm(sizes);
    const sequence = cell.sequence as Required<NonNullable<typeof cell.sequence>>;
    const multiplied: number[] = [];
    const watched = {
      ...cell,
      sequence: {
        ...sequence,
        projected: {
          ...sequence.projected,
          project(params: LstmParams, rows: Tensor2D) {
            multiplied.push(rows.shape[0]);
            return sequence.projected.project(params, rows);
          },
        },
      },
    };
    const params = cell.createParams(random);
    for (const vocabulary of [4, 9, 10, 40]) scan(watched, params, { table: someTable(vocabulary), ids: ids() });
    expect(multiplied).toEqual([4, 9]);
  });

  it('says which shape is wrong', () => {
    const cell = lstm(sizes);
    const params = cell.createParams(random);
    const scanOf = (tokens: EmbeddedTokens) => () => scan(cell, params, tokens);
    expect(scanOf({ table: zeros([4, 2]), ids: ids() })).toThrow(
      'scan(lstm): inputs.table must have shape [vocabulary, 3], but has [4, 2]',
    );
    expect(scanOf({ table: zeros([4, 3]), ids: zeros([2], 'int32') as never })).toThrow('inputs.ids must have shape [batch, time]');
    expect(scanOf({ table: zeros([4, 3]), ids: zeros([2, 0], 'int32') })).toThrow(ShapeError);
  });

  it.each(vocabularies)('names the token that is not in the table, and keeps nothing: vocabulary %i', (vocabulary) => {
    const cell = lstm(sizes);
    const params = cell.createParams(random);
    const tokens = { table: someTable(vocabulary), ids: tensor2d(new Array(10).fill(vocabulary), [2, 5], 'int32') };
    const before = memory().numTensors;
    expect(() => scan(cell, params, tokens)).toThrow(`ids[0, 0] must be a row of the table, from 0 to ${vocabulary - 1}`);
    expect(memory().numTensors).toBe(before);
  });
});

describe('layers of embedded tokens', () => {
  const both = (): SequenceLayer => bidirectional({ forward: gru(sizes), backward: gru(sizes) });
  const layers: readonly [string, () => SequenceLayer][] = [
    ['recurrent', () => recurrent(lstm(sizes), { reverse: true })],
    ['bidirectional', both],
    ['withDropout', () => withDropout(both(), { input: 0.2, output: 0.5, state: 0.2 })],
    ['withResidual', () => withResidual(recurrent(lstm({ inputSize: 3, hiddenSize: 3 })))],
    ['withLayerNormalization', () => withLayerNormalization(both())],
    ['withLearnedState', () => withLearnedState(both())],
    ['stack', () => stack([both(), recurrent(rnn({ inputSize: 8, hiddenSize: 2 }))])],
  ];

  it.each(layers)('read them as the rows that they name, and leave only their results: %s', async (_, make) => {
    const layer = make();
    const params = layer.createParams(random);
    const context = { training: true, random };
    for (const vocabulary of vocabularies) {
      const tokenIds = ids();
      const run =
        (inputsOf: (tokens: EmbeddedTokens) => EmbeddedTokens | ReturnType<typeof lookUp>) =>
        ([table]: readonly Tensor[]): Tensor[] => {
          const { outputs, state } = layer.run(params, inputsOf({ table: table as Tensor2D, ids: tokenIds }), { context });
          return [outputs, ...flattenTree(state).map(([, tensor]) => tensor)];
        };
      const table = someTable(vocabulary);
      await expectSameFunction(
        run((tokens) => tokens),
        run(lookUp),
        { table },
        random.split('weights'),
      );
      expectNoLeak(() => run((tokens) => tokens)([table]));
    }
  });

  it('look the rows up once for both directions', () => {
    const layer = both();
    const params = layer.createParams(random);
    const launches = vi.spyOn(engine(), 'runKernel');
    onTestFinished(() => launches.mockRestore());
    layer.run(params, { table: someTable(40), ids: ids() });
    expect(launches.mock.calls.filter(([kernel]) => kernel === 'Embedding')).toHaveLength(1);
  });
});
