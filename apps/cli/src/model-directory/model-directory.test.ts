import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { encodeSafetensors } from '@tidegate/formats';
import { ModelDirectoryError, type ModelToSave, sha256 } from '@tidegate/model-directory';
import { type SequenceTagger, type SequenceTaggerConfig, sequenceTagger } from '@tidegate/models';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { UsageError } from '../errors/usage-error.js';
import { additionTask } from '../tasks/addition/addition-task.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { assertWritable } from './assert-writable.js';
import { loadModel as loadAny } from './load-model.js';
import { saveModel } from './save-model.js';
import { writeAtomically } from './write-atomically.js';

beforeAll(() => useBackend([cpuBackend]));

const uniform = { kind: 'uniform', low: -1, high: 1 } as const;
const config: SequenceTaggerConfig = {
  inputSize: 2,
  outputSize: 1,
  cell: 'gru',
  hiddenSize: 3,
  layers: 2,
  bidirectional: true,
  dropout: 0.25,
  resetAfter: false,
  useBias: true,
  outputBias: false,
  initializer: uniform,
  outputInitializer: { kind: 'truncatedNormal', deviation: 0.01 },
};
const loadModel = (folder: string) => loadAny(folder, [additionTask]);
const file: ModelToSave['file'] = {
  tidegate: '1.2.3',
  preset: 'adder',
  training: { bits: 8, batchSize: 64, steps: 10, optimizer: 'adam', learningRate: 0.001, seed: 4, backend: 'cpu' },
  metrics: { loss: 0.2, exactSums: 0.5, pairs: 16_384 },
};

async function savedModel(): Promise<{ readonly folder: string; readonly model: SequenceTagger }> {
  const folder = temporaryFolder();
  const model = sequenceTagger(config, createRandom(9));
  onTestFinished(() => model.dispose());
  await saveModel(folder, { model, file });
  return { folder, model };
}

/** Changes what stands in config.json. */
function editConfig(folder: string, edit: (file: { config: Record<string, unknown>; weightsSha256: string }) => void): void {
  const path = join(folder, 'config.json');
  const file = JSON.parse(readFileSync(path, 'utf8'));
  edit(file);
  writeFileSync(path, JSON.stringify(file));
}

test('a model comes back with its weights, its configuration and what is known of it', async () => {
  const { folder, model } = await savedModel();
  expect(readdirSync(folder).sort()).toEqual(['README.md', 'config.json', 'model.safetensors']);
  const { model: loaded, file: read } = await loadModel(folder);
  onTestFinished(() => loaded.dispose());
  expect(loaded.config).toEqual(config);
  expect(read).toMatchObject(file);
  expect(Object.keys(loaded.parameters)).toEqual(Object.keys(model.parameters));
  for (const [name, variable] of Object.entries(model.parameters)) {
    expect(loaded.parameters[name]?.dataSync(), name).toEqual(variable.dataSync());
  }
});

test('the same model gives the same bytes, and replaces an older one', async () => {
  const { folder, model } = await savedModel();
  const bytes = () => ['config.json', 'model.safetensors'].map((name) => readFileSync(join(folder, name), 'hex'));
  const first = bytes();
  await saveModel(folder, { model, file });
  expect(bytes()).toEqual(first);
  const other = sequenceTagger({ ...config, hiddenSize: 5 }, createRandom(1));
  onTestFinished(() => other.dispose());
  await saveModel(folder, { model: other, file });
  const { model: loaded } = await loadModel(folder);
  onTestFinished(() => loaded.dispose());
  expect(loaded.config.hiddenSize).toBe(5);
});

test('a folder that is not there is misuse', async () => {
  const folder = temporaryFolder();
  await expect(loadModel(join(folder, 'nowhere'))).rejects.toThrow(UsageError);
  writeFileSync(join(folder, 'file'), '');
  await expect(loadModel(join(folder, 'file'))).rejects.toThrow(/^MODEL_DIR must be a folder .* but is ".*file" \(a file\)$/);
});

test('broken, missing and unmatched files are named, with what to do', async () => {
  const cases: [name: string, change: (folder: string) => void, message: RegExp][] = [
    ['no config', (folder) => writeFileSync(join(folder, 'config.json'), ''), /config\.json: is not JSON; train again with --out/],
    [
      'another config',
      (folder) => writeFileSync(join(folder, 'config.json'), '{"a":1}'),
      /config\.json: is not a model of this version .*model: missing/,
    ],
    [
      'an unknown cell',
      (folder) => editConfig(folder, (file) => Object.assign(file.config, { cell: 'mut' })),
      /config\.json: .*config\.cell/,
    ],
    ['no cell', (folder) => editConfig(folder, (file) => Object.assign(file.config, { cell: undefined })), /config\.json: .*config\.cell/],
    ['damaged weights', (folder) => flipLastByte(join(folder, 'model.safetensors')), /model\.safetensors: is damaged, or is not the file/],
    [
      'other units',
      (folder) => editConfig(folder, (file) => Object.assign(file.config, { hiddenSize: 4 })),
      /model\.safetensors: does not hold the weights .* has shape/,
    ],
    [
      'more layers',
      (folder) => editConfig(folder, (file) => Object.assign(file.config, { layers: 3 })),
      /model\.safetensors: does not hold the weights .* is missing/,
    ],
    [
      'fewer layers',
      (folder) => editConfig(folder, (file) => Object.assign(file.config, { layers: 1 })),
      /model\.safetensors: does not hold the weights/,
    ],
    [
      'units beyond all memory',
      (folder) => editConfig(folder, (file) => Object.assign(file.config, { hiddenSize: 2 ** 31 })),
      /config\.json: is not a model of this version of Tidegate \(/,
    ],
    [
      'a part elsewhere',
      (folder) => editConfig(folder, (file) => Object.assign(file, { parts: { '../vocabulary.json': '0'.repeat(64) } })),
      /config\.json: is not a model of this version of Tidegate \(parts/,
    ],
    ['no safetensors', (folder) => replaceWeights(folder, Buffer.from('hello')), /model\.safetensors: safetensors: the file has 5 bytes/],
    ['other tensors', (folder) => replaceWeights(folder, encodeSafetensors({})), /model\.safetensors: .* is missing\)/],
  ];
  for (const [name, change, message] of cases) {
    const { folder } = await savedModel();
    const before = memory().numTensors;
    change(folder);
    const failure = await loadModel(folder).catch((error: unknown) => error);
    expect(failure, name).toBeInstanceOf(ModelDirectoryError);
    expect((failure as Error).message, name).toMatch(message);
    expect(memory().numTensors, name).toBe(before);
  }
  await expect(loadModel(temporaryFolder())).rejects.toThrow(/config\.json: cannot be read \(ENOENT: no such file or directory\)/);
});

function flipLastByte(path: string): void {
  const bytes = readFileSync(path);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] as number) ^ 1;
  writeFileSync(path, bytes);
}

function replaceWeights(folder: string, bytes: Uint8Array): void {
  writeFileSync(join(folder, 'model.safetensors'), bytes);
  editConfig(folder, (file) => Object.assign(file, { weightsSha256: sha256(bytes) }));
}

test('a file that cannot be written leaves the old one and nothing beside it', async () => {
  const folder = temporaryFolder();
  // A folder in the place of the file: the content can be written, but not put there.
  mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
  await expect(writeAtomically(folder, { taken: 'text' })).rejects.toThrow(
    /taken: cannot be written \(E[A-Z]+: .*\); a folder has its name: choose another path with --out/,
  );
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('of several files none is replaced where one has no room', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'first'), 'old');
  const writing = writeAtomically(folder, { first: 'new', [join('missing', 'second')]: 'new' });
  await expect(writing).rejects.toThrow(/second: cannot be written \(ENOENT: /);
  expect(readdirSync(folder)).toEqual(['first']);
  expect(readFileSync(join(folder, 'first'), 'utf8')).toBe('old');
});

test('whether a folder can be written to is known beforehand', async () => {
  const folder = temporaryFolder();
  await assertWritable(join(folder, 'a', 'b'));
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual([]);
  writeFileSync(join(folder, 'file'), '');
  for (const path of [join(folder, 'file'), join(folder, 'file', 'below')]) {
    await expect(assertWritable(path)).rejects.toThrow(
      /^--out must be a folder that files can be written to, but is ".*" \(ENOTDIR: not a directory\)$/,
    );
  }
  if (existsSync('/proc/self')) await expect(assertWritable('/proc/tidegate')).rejects.toThrow(UsageError);
});
