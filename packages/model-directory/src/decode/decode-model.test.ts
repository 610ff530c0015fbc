import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { encodeSafetensors } from '@tidegate/formats';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { sha256 } from '#sha256';
import { encodeModel } from '../encode/encode-model.js';
import { ModelDirectoryError } from '../errors/model-directory-error.js';
import type { ModelFiles } from '../files/model-files.js';
import { additionKind } from '../kinds/addition-kind.js';
import { languageKind } from '../kinds/language-kind.js';
import { modelKinds } from '../kinds/model-kinds.js';
import { labels, type SavedName, savedNames, savedOfAllKinds, vocabulary } from '../testing/saved-of-all-kinds.js';
import { decodeModel } from './decode-model.js';

beforeAll(() => useBackend([cpuBackend]));

async function saved(name: SavedName): Promise<ModelFiles> {
  const model = savedOfAllKinds[name].create(createRandom(7));
  try {
    return await encodeModel({ ...savedOfAllKinds[name], model });
  } finally {
    model.dispose();
  }
}

/** The files with another config.json, or another weights file of which the checksum fits. */
function changed(files: ModelFiles, edit: (file: Record<string, never>) => void, weights = files['model.safetensors']): ModelFiles {
  const file = JSON.parse(String(files['config.json']));
  if (weights !== undefined) file.weightsSha256 = sha256(weights);
  edit(file);
  return { ...files, 'config.json': JSON.stringify(file), ...(weights !== undefined && { 'model.safetensors': weights }) };
}

test.each(savedNames)('%s comes back from its files, as texts or as bytes, with its weights and what is known of it', async (name) => {
  const { create, file, parts } = savedOfAllKinds[name];
  const files = await saved(name);
  const inBytes = Object.fromEntries(Object.entries(files).map(([key, content]) => [key, Buffer.from(content)]));
  const original = create(createRandom(7));
  onTestFinished(() => original.dispose());
  for (const given of [files, inBytes, { ...files, 'notes.txt': 'of somebody' }]) {
    const decoded = decodeModel(given);
    onTestFinished(() => decoded.model.dispose());
    expect(decoded.model.name).toBe(original.name);
    expect(decoded.model.config).toEqual(original.config);
    expect(decoded.file).toMatchObject(file);
    expect(decoded.parts).toEqual(parts ?? {});
    for (const [path, variable] of Object.entries(original.parameters)) {
      expect(decoded.model.parameters[path]?.dataSync(), path).toEqual(variable.dataSync());
    }
  }
});

test('a model knows its tokens and its labels again', async () => {
  const { model, kind } = decodeModel(await saved('rcnn'));
  onTestFinished(() => model.dispose());
  if (!('labels' in model)) throw new TypeError(`${kind.models} has no labels`);
  expect(model.labels.names).toEqual(labels.names);
  expect(model.vocabulary.tokens).toEqual(vocabulary.tokens);
});

test('the same model gives the same bytes', async () => {
  expect(await saved('textRnn')).toEqual(await saved('textRnn'));
});

test('a kind that is not asked for is refused, by the name of who asks', async () => {
  const files = await saved('sequenceTagger');
  const { model } = decodeModel(files, [additionKind]);
  expect(model.config.hiddenSize).toBe(3);
  model.dispose();
  expect(() => decodeModel(files, [languageKind], { reader: 'this page', again: 'train it again', pathOf: (name) => `a/${name}` })).toThrow(
    'a/config.json: is not a model of this version of Tidegate, or of this page (model: "sequenceTagger", not one of languageModel); ' +
      'train it again, or copy the folder again',
  );
});

describe('what is broken is named, with what to do', () => {
  const cases: readonly [name: string, change: (files: ModelFiles) => ModelFiles, message: string][] = [
    ['no files', () => ({}), 'config.json: is missing; give all files of the folder'],
    ['no weights', ({ 'model.safetensors': _, ...files }) => files, 'model.safetensors: is missing; give all files of the folder'],
    ['no labels', ({ 'labels.json': _, ...files }) => files, 'labels.json: is missing; give all files of the folder'],
    [
      'text in the place of the description',
      (files) => ({ ...files, 'config.json': 'hello' }),
      'config.json: is not JSON; save the model again',
    ],
    [
      'another description',
      (files) => ({ ...files, 'config.json': '{"a":1}' }),
      'config.json: is not a model of this version of Tidegate, or of this program (model: missing',
    ],
    [
      'an unknown key',
      (files) => changed(files, (file) => Object.assign(file, { more: 1 })),
      'config.json: is not a model of this version of Tidegate (more',
    ],
    [
      'an unknown cell',
      (files) => changed(files, ({ config }) => Object.assign(config, { cell: 'mut' })),
      'config.json: is not a model of this version of Tidegate (textRnn: cell',
    ],
    [
      'other labels',
      (files) => ({ ...files, 'labels.json': '["a"]' }),
      'labels.json: is damaged, or is not the file that config.json was written with; save the model again, or copy',
    ],
    [
      'more classes',
      (files) => changed(files, ({ config }) => Object.assign(config, { outputSize: 5 })),
      'config.json: is not a model of this version of Tidegate (config.outputSize must be 3',
    ],
    [
      'other units',
      (files) => changed(files, ({ config }) => Object.assign(config, { hiddenSize: 4 })),
      'model.safetensors: does not hold the weights of the network in config.json (encoder/',
    ],
    [
      'text for weights',
      (files) => changed(files, () => {}, new TextEncoder().encode('hello')),
      'model.safetensors: safetensors: the file has 5 bytes',
    ],
    ['no tensors', (files) => changed(files, () => {}, encodeSafetensors({})), 'model.safetensors: does not hold the weights'],
    [
      'a part elsewhere',
      (files) => changed(files, (file) => Object.assign(file, { parts: { '../labels.json': '0'.repeat(64) } })),
      'config.json: is not a model of this version of Tidegate (parts',
    ],
  ];

  test.each(cases)('%s', async (_, change, message) => {
    const files = change(await saved('textRnn'));
    const before = memory().numTensors;
    const read = () => decodeModel(files);
    expect(read).toThrow(ModelDirectoryError);
    expect(read).toThrow(message);
    expect(memory().numTensors).toBe(before);
  });
});

test('every kind is known by the name of its networks', () => {
  expect(modelKinds.flatMap(({ models }) => models).toSorted()).toEqual([...savedNames].sort());
});
