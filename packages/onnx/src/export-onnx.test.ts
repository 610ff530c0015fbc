import { cpuBackend } from '@tidegate/backend-cpu';
import { recurrent, rnn } from '@tidegate/cells';
import { ArgumentError, createRandom, useBackend } from '@tidegate/core';
import { decodeOnnx } from '@tidegate/formats';
import { languageModel, rcnn, sequenceTagger, tagger, textRnn } from '@tidegate/models';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { importOnnx } from './import-onnx.js';

const random = createRandom(2);
const tokens = { vocabularySize: 3, embeddingSize: 2, cell: 'lstm', hiddenSize: 2 } as const;

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

async function operatorsOf(model: Parameters<typeof exportOnnx>[0]): Promise<readonly string[]> {
  return decodeOnnx(await exportOnnx(model)).graph.nodes.map(({ opType }) => opType);
}

describe('exportOnnx', () => {
  it('writes one real node for each recurrent layer, with both of its directions', async () => {
    const network = textRnn({ ...tokens, outputSize: 2, layers: 2 }, random);
    const nodes = decodeOnnx(await exportOnnx(network)).graph.nodes.filter(({ opType }) => opType === 'LSTM');
    const directions = nodes.map(({ attributes }) => attributes.direction?.value);
    expect(directions).toEqual(['bidirectional', 'bidirectional']);
    expect(nodes.every(({ inputs }) => inputs[4] === 'lengths')).toBe(true);
  });

  it.each([
    ['rnn', 'RNN'],
    ['gru', 'GRU'],
  ] as const)('writes a cell %s as a node %s', async (cell, operator) => {
    expect(await operatorsOf(languageModel({ ...tokens, cell }, random))).toContain(operator);
  });

  it('writes convolutions, look-ups and, of cells that ONNX has no operator for, steps', async () => {
    const operators = await operatorsOf(rcnn({ ...tokens, outputSize: 1, projection: 1, widths: [1, 2], filters: 2 }, random));
    expect(operators.filter((operator) => ['Conv', 'Scan', 'LSTM'].includes(operator))).toEqual(['Scan', 'Scan', 'Conv', 'Conv']);
    expect(operators).toContain('Gather');
  });

  it('leaves batch and time open', async () => {
    const { graph } = decodeOnnx(await exportOnnx(languageModel({ ...tokens, learnedState: true }, random)));
    const ends = [...graph.inputs, ...graph.outputs].map(({ name, type }) => [name, type?.kind === 'tensor' && type.shape]);
    const state = ['batch', 2];
    expect(Object.fromEntries(ends)).toEqual({
      ...{ ids: ['batch', 'time'], lengths: ['batch'], state_0_h: state, state_0_c: state },
      ...{ logits: ['batch', 'time', 3], next_state_0_h: state, next_state_0_c: state, first_state_0_h: state, first_state_0_c: state },
    });
  });

  it('tells what the model is', async () => {
    const config = { ...tokens, outputSize: 2 };
    const details = { labels: ['no', 'yes'], vocabulary: ['', '?', 'a'], tokenizer: { kind: 'words' }, metadata: { author: 'A' } };
    const bytes = await exportOnnx(textRnn(config, random), details);
    expect(decodeOnnx(bytes).metadata).toEqual({
      'tidegate.format': '1',
      'tidegate.model': 'textRnn',
      'tidegate.config': JSON.stringify(config),
      'tidegate.labels': '["no","yes"]',
      'tidegate.vocabulary': '["","?","a"]',
      'tidegate.tokenizer': '{"kind":"words"}',
      author: 'A',
    });
    expect(importOnnx(bytes)).toMatchObject(details);
  });

  it('takes two labels for one logit', async () => {
    const yesOrNo = textRnn({ ...tokens, outputSize: 1 }, random);
    expect(importOnnx(await exportOnnx(yesOrNo, { labels: ['no', 'yes'] })).labels).toEqual(['no', 'yes']);
    await expect(exportOnnx(yesOrNo, { labels: ['a', 'b', 'c'] })).rejects.toThrow(
      'exportOnnx: labels.length must be 1, as many as there are logits of textRnn, but is 3',
    );
  });

  it('gives the same bytes for the same model', async () => {
    const model = languageModel(tokens, random);
    expect(await exportOnnx(model)).toEqual(await exportOnnx(model));
  });

  const sorter = () => textRnn({ ...tokens, outputSize: 2 }, random);
  const numbers = () => sequenceTagger({ inputSize: 1, outputSize: 1, cell: 'rnn', hiddenSize: 1 }, random);
  it.each<[string, () => Promise<unknown>, string]>([
    [
      'labels for a language model',
      () => exportOnnx(languageModel(tokens, random), { labels: ['a'] }),
      'labels must be absent, for there are no logits',
    ],
    ['a vocabulary for vectors', () => exportOnnx(numbers(), { vocabulary: ['a'] }), 'vocabulary must be absent, for there are no tokens'],
    [
      'too few tokens',
      () => exportOnnx(sorter(), { vocabulary: ['a'] }),
      'vocabulary.length must be 3, as many as there are tokens of textRnn, but is 1',
    ],
    ['labels that are no texts', () => exportOnnx(sorter(), { labels: ['a', 1 as never] }), 'labels[1] must be a text, but is 1'],
    [
      'metadata of its own',
      () => exportOnnx(sorter(), { metadata: { 'tidegate.model': 'a' } }),
      'a key of metadata must be one that does not begin with',
    ],
    [
      'weights of another model',
      () => exportOnnx({ ...sorter(), parameters: {} }),
      'model.parameters must be those of its configuration, with',
    ],
    [
      'more weights',
      () => exportOnnx({ ...sorter(), parameters: { ...sorter().parameters, ...{ more: numbers().parameters['head/bias']! } } }),
      'model.parameters must be those of its configuration, but is "more"',
    ],
  ])('refuses %s', async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
    await expect(run()).rejects.toThrow(ArgumentError);
  });

  it('refuses a model that no configuration describes, and weights of another size', async () => {
    const encoder = recurrent(rnn({ inputSize: 1, hiddenSize: 1 }));
    const own = tagger({ name: 'mine', config: {}, encoder, outputSize: 1 }, random);
    await expect(exportOnnx(own)).rejects.toThrow(
      'exportOnnx: model must be one of sequenceTagger, tokenTagger, textRnn, rcnn, languageModel',
    );
    const { parameters } = sorter();
    const swapped = { ...parameters, 'embedding/table': parameters['head/kernel']! };
    await expect(exportOnnx({ ...sorter(), parameters: swapped })).rejects.toThrow(
      'exportOnnx: embedding/table must have shape [3, 2], but has [4, 2]',
    );
  });
});
