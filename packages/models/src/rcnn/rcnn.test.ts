import { concat, slice, type Tensor3D, tensor1d, tensor3d, zeros } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { bidirectional, type GruParams, gru } from '@tidegate/cells';
import { useBackend } from '@tidegate/core';
import { embedding, linear, pooledConvolutions, softmaxCrossEntropy } from '@tidegate/ops';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellNames } from '../recurrent-encoder/cell-config.js';
import {
  expectLearns,
  expectLogitsOfFeatures,
  expectNothingLeft,
  expectPaddingChangesNothing,
  expectTrueParameterGradients,
  logitsOf,
  partOf,
  random,
  shapesOf,
  someIds,
} from '../testing/token-model.js';
import type { RcnnConfig } from './config.js';
import { type Rcnn, rcnn } from './rcnn.js';

const config: RcnnConfig = { vocabularySize: 6, embeddingSize: 3, cell: 'gru', hiddenSize: 4, widths: [1, 3], filters: 5, outputSize: 2 };
const create = (settings: Partial<RcnnConfig> = {}): Rcnn => rcnn({ ...config, ...settings }, random);
const { widths: _, filters: __, ...shared } = config;
const createOriginal = (settings: Partial<RcnnConfig> = {}): Rcnn =>
  rcnn({ ...shared, variant: 'original', latentSize: 7, ...settings }, random);
const zeros4 = [0, 0, 0, 0];
const context = { training: false, random };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('rcnn', () => {
  it('names its parameters by their path', () => {
    const model = create();
    expect(shapesOf(model)).toMatchObject({
      'embedding/table': [6, 3],
      'encoder/0/forward/inputKernel': [3, 12],
      'encoder/0/backward/recurrentKernel': [4, 12],
      'convolutions/0/kernel': [1, 11, 5],
      'convolutions/0/bias': [5],
      'convolutions/1/kernel': [3, 11, 5],
      'head/kernel': [20, 2],
      'head/bias': [2],
    });
    expect(Object.keys(model.parameters)).toHaveLength(15);
  });

  it('has 128 filters of width 1, 2, 3 and 4 by default', () => {
    const shapes = shapesOf(rcnn(shared, random));
    expect([0, 1, 2, 3].map((index) => shapes[`convolutions/${index}/kernel`])).toEqual([1, 2, 3, 4].map((width) => [width, 11, 128]));
    expect(shapes['head/kernel']).toEqual([1024, 2]);
  });

  it.each([6, 30])('convolves the vectors beside the outputs of both directions, with a vocabulary of %i', (vocabularySize) => {
    const { parameters, ...model } = create({ vocabularySize });
    const named = <Part extends object>(prefix: string): Part =>
      Object.fromEntries(
        Object.entries(parameters).flatMap(([path, value]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), value]] : [])),
      ) as Part;
    const layer = bidirectional({ forward: gru({ inputSize: 3, hiddenSize: 4 }), backward: gru({ inputSize: 3, hiddenSize: 4 }) });
    const params = { forward: named<GruParams>('encoder/0/forward/'), backward: named<GruParams>('encoder/0/backward/') };
    const lengths = tensor1d([5, 2], 'int32');
    const vectors = embedding({ table: parameters['embedding/table'] as never, ids: someIds() }) as Tensor3D;
    const inputs: Tensor3D = concat([vectors, layer.run(params, vectors, { lengths }).outputs], 2);
    const of = (part: string) => [0, 1].map((index) => parameters[`convolutions/${index}/${part}`]) as never;
    const { pooled } = pooledConvolutions({ inputs, kernels: of('kernel'), biases: of('bias'), lengths });
    const expected = linear(pooled, parameters['head/kernel'] as never, parameters['head/bias'] as never);
    expectClose('logits', model.logits({ ids: someIds(), lengths }, context).dataSync(), expected.dataSync(), 1e-6);
  });

  it('reads each token between its contexts in the original variant', () => {
    const model = createOriginal();
    expect(shapesOf(model)).toMatchObject({ 'latent/kernel': [11, 7], 'latent/bias': [7], 'head/kernel': [7, 2] });
    const [table, kernel, headKernel] = ['embedding/table', 'latent/kernel', 'head/kernel'].map(
      (path) => model.parameters[path]?.arraySync() as number[][],
    ) as [number[][], number[][], number[][]];
    model.parameters['latent/bias']?.assign(tensor1d([0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7]));
    const bias = model.parameters['latent/bias']?.arraySync() as number[];
    const layer = bidirectional({ forward: gru({ inputSize: 3, hiddenSize: 4 }), backward: gru({ inputSize: 3, hiddenSize: 4 }) });
    const params = { forward: partOf<GruParams>(model, 'encoder/0/forward/'), backward: partOf<GruParams>(model, 'encoder/0/backward/') };
    const texts = [
      [5, 0, 3, 3, 1],
      [2, 4],
    ];
    const expected = texts.flatMap((ids) => {
      const vectors = ids.map((id) => table[id] as number[]);
      const both = layer.runBoth(params, tensor3d([vectors]));
      const stepsOf = ({ outputs }: { outputs: Tensor3D }): number[][] => outputs.arraySync()[0] as number[][];
      const [forward, backward] = [stepsOf(both.forward), stepsOf(both.backward)];
      const latent = ids.map((_, step) => {
        const between = [...(forward[step - 1] ?? zeros4), ...(vectors[step] as number[]), ...(backward[step + 1] ?? zeros4)];
        return bias.map((start, unit) =>
          Math.tanh(between.reduce((sum, value, index) => sum + value * (kernel[index]?.[unit] as number), start)),
        );
      });
      const read = bias.map((_, unit) => Math.max(...latent.map((step) => step[unit] as number)));
      return [0, 1].map((output) => read.reduce((sum, value, unit) => sum + value * (headKernel[unit]?.[output] as number), 0));
    });
    const logits = model.logits({ ids: someIds(), lengths: tensor1d([5, 2], 'int32') }, context);
    expectClose('logits', logits.dataSync(), expected, 1e-6);
  });

  // Sizes at which no two steps are so near each other that a finite difference changes which of them is the maximum.
  it.each<Partial<RcnnConfig>>([{ hiddenSize: 5 }, { cell: 'lstm', layers: 2 }, { vocabularySize: 20, hiddenSize: 5 }])(
    'has true gradients, learns and frees everything in the original variant: %o',
    (settings) => {
      expectTrueParameterGradients(createOriginal(settings));
      expectPaddingChangesNothing(createOriginal(settings));
      expectNothingLeft(() => createOriginal({ ...settings, dropout: 0.2 }));
      expectLearns(createOriginal(settings), { ids: someIds() }, (logits) => softmaxCrossEntropy(logits, tensor1d([1, 0], 'int32')));
    },
  );

  it('has as many latent features in the original variant as its authors chose', () => {
    expect(shapesOf(rcnn({ ...shared, variant: 'original' }, random))['latent/kernel']).toEqual([11, 100]);
  });

  it.each(cellNames)('has true gradients with respect to each parameter: %s', (cell) => {
    expectTrueParameterGradients(create({ cell, layers: 2 }));
    expectTrueParameterGradients(create({ cell, vocabularySize: 20 }));
  });

  it('is not moved by padding, and frees everything', () => {
    expectPaddingChangesNothing(create());
    expectPaddingChangesNothing(create({ vocabularySize: 30, layers: 2 }));
    expectNothingLeft(() => create({ layers: 2, dropout: 0.2 }));
  });

  it('answers an empty text with the bias of its head', () => {
    const logits = create().logits({ ids: someIds(), lengths: tensor1d([0, 5], 'int32') }, context);
    expectClose('logits', slice(logits, [0, 0], [1, 2]).dataSync(), zeros([2]).dataSync(), 0);
  });

  it.each<Partial<RcnnConfig>>([
    { cell: 'lstm' },
    { hiddenSize: 5 },
    { embeddingSize: 2 },
    { layers: 2 },
    { widths: [1, 2] },
    { filters: 6 },
    { resetAfter: false },
    { initializer: { kind: 'normal', deviation: 0.1 } },
    { embeddingInitializer: { kind: 'normal', deviation: 0.1 } },
    { outputInitializer: { kind: 'normal', deviation: 0.1 } },
  ])('has options that change what it computes: %o', (settings) => {
    expect(logitsOf(create(settings))).not.toEqual(logitsOf(create()));
  });

  it('drops in training only, of lower layers and of what the head reads', () => {
    for (const layers of [1, 2]) {
      const model = create({ dropout: 0.5, layers });
      expect(logitsOf(model, true)).not.toEqual(logitsOf(model));
      expect(logitsOf(model)).toEqual(logitsOf(create({ layers })));
    }
  });

  it('gives the features that its head scores, in both variants', () => {
    for (const make of [create, createOriginal]) {
      expectLogitsOfFeatures(make({ dropout: 0.5 }));
      expectLogitsOfFeatures(make({ dropout: 0.5, outputBias: false, vocabularySize: 20 }));
    }
  });

  it('learns to tell texts apart', () => {
    expectLearns(create(), { ids: someIds() }, (logits) => softmaxCrossEntropy(logits, tensor1d([1, 0], 'int32')));
  });

  it('refuses what makes no model', () => {
    expect(() => create({ widths: [] })).toThrow('rcnn: widths must be a list of at least one width, but is []');
    expect(() => create({ widths: [1, 0] })).toThrow('rcnn: widths[1] must be a whole number of at least 1, but is 0');
    expect(() => create({ variant: 'kim' as 'original' })).toThrow('rcnn: variant must be one of multi-width, original, but is "kim"');
    expect(() => create({ latentSize: 5 })).toThrow('rcnn: latentSize must be absent in the variant multi-width');
    expect(() => create({ variant: 'original' })).toThrow('rcnn: widths must be absent in the variant original');
    expect(() => createOriginal({ latentSize: 0 })).toThrow('rcnn: latentSize must be a whole number of at least 1, but is 0');
    expect(() => create({ filters: 0 })).toThrow('rcnn: filters');
    expect(() => create({ outputSize: 0.5 })).toThrow('rcnn: outputSize');
    expect(() => create().logits({ ids: zeros([5], 'int32') as never }, context)).toThrow('rcnn: ids must have shape [batch, time]');
  });
});
