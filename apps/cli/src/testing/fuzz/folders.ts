import { deepStrictEqual } from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory, tensor1d, tensor2d, tensor3d, tidy } from '@tensorflow/tfjs-core';
import { createRandom, type Model } from '@tidegate/core';
import { decodeSafetensors } from '@tidegate/formats';
import { type Dice, type FuzzCase, type FuzzOutcome, fuzz, mutateBytes, mutateJson } from '@tidegate/fuzz';
import { configName, ModelDirectoryError, sha256, weightsName } from '@tidegate/model-directory';
import { UsageError } from '../../errors/usage-error.js';
import { loadModel } from '../../model-directory/load-model.js';
import { tasks } from '../../tasks/tasks.js';
import { type Folder, savedFolders } from './saved-folders.js';

/** Reads broken model folders: each is refused, or the model has what stands in its files, and can be run. @param place an empty folder */
export async function fuzzFolders(place: string, cases: number, seed: number): Promise<FuzzOutcome> {
  const folders = await savedFolders(join(place, 'right'));
  const directory = join(place, 'broken');
  return fuzz({
    cases,
    seed,
    create: (dice) => brokenFolder(folders, dice),
    async read(folder) {
      rmSync(directory, { recursive: true, force: true });
      mkdirSync(directory);
      for (const [name, content] of Object.entries(folder)) writeFileSync(join(directory, name), content);
      const before = memory().numTensors;
      await readRight(directory, folder).finally(() => deepStrictEqual(memory().numTensors, before));
    },
    isClear: (error) => error instanceof ModelDirectoryError || error instanceof UsageError,
  });
}

/** One or two files broken, and mostly with checksums that fit what they now hold, since nothing behind these would be seen otherwise. */
function brokenFolder(folders: readonly Folder[], dice: Dice): FuzzCase<Folder> {
  const index = dice.below(folders.length);
  const original = folders[index] as Folder;
  const folder: Record<string, Buffer> = { ...original };
  const mutations = [`folder ${index}`];
  for (let left = dice.onceIn(3) ? 2 : 1; left > 0; left--) {
    const name = dice.onceIn(3) ? configName : dice.pick(Object.keys(folder));
    const { content, mutation } = broken(folder[name] as Buffer, folders, dice);
    folder[name] = Buffer.from(content);
    mutations.push(`${name}: ${mutation}`);
  }
  if (dice.onceIn(8)) {
    const name = dice.pick(Object.keys(folder));
    delete folder[name];
    mutations.push(`${name} is missing`);
  }
  if (!dice.onceIn(8)) mendChecksums(original, folder);
  return { input: folder, bytes: Object.values(folder).reduce((sum, { length }) => sum + length, 0), mutation: mutations.join('; ') };
}

function broken(
  content: Buffer,
  folders: readonly Folder[],
  dice: Dice,
): { readonly content: Uint8Array | string; readonly mutation: string } {
  const text = content.toString('utf8');
  if (isJson(text) && !dice.onceIn(6)) return mutateJson(text, dice);
  // The weights of another network, whole, too.
  if (dice.onceIn(8)) return { content: dice.pick(folders)[weightsName] ?? content, mutation: 'the weights of another model' };
  return mutateBytes(
    content,
    folders.flatMap((folder) => Object.values(folder)),
    dice,
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function mendChecksums(original: Folder, folder: Record<string, Buffer>): void {
  let config = folder[configName]?.toString('latin1');
  if (config === undefined) return;
  for (const [name, content] of Object.entries(folder)) {
    const old = original[name];
    if (name !== configName && old) config = config.replaceAll(sha256(old), sha256(content));
  }
  folder[configName] = Buffer.from(config, 'latin1');
}

/** @throws AssertionError if what was read is not what stands in the files */
async function readRight(directory: string, folder: Folder): Promise<void> {
  const { model, file, parts } = await loadModel(directory, tasks);
  try {
    deepStrictEqual(file, JSON.parse((folder[configName] as Buffer).toString('utf8')));
    const { tensors } = decodeSafetensors(folder[weightsName] as Buffer);
    const parameters = Object.entries((model as Model<never>).parameters);
    deepStrictEqual(parameters.map(([name]) => name).sort(), Object.keys(tensors).sort());
    for (const [name, variable] of parameters) deepStrictEqual(variable.dataSync(), tensors[name]?.data, name);
    for (const [name, text] of Object.entries(parts)) deepStrictEqual(text, folder[name]?.toString('utf8'));
    if ('vocabulary.json' in parts) deepStrictEqual(model.vocabulary.tokens, JSON.parse(parts['vocabulary.json'] as string).tokens);
    if ('labels.json' in parts && model.labels) deepStrictEqual(model.labels.toJSON(), JSON.parse(parts['labels.json'] as string));
    tidy(() => {
      const ids = tensor2d([[0, 1, model.vocabulary ? model.vocabulary.size - 1 : 0]], [1, 3], 'int32');
      const inputs = tensor3d([1, 0, 0, 1, 1, 1], [1, 3, 2]);
      const batch = { ids, inputs, lengths: tensor1d([3], 'int32') };
      const logits = (model as Model<typeof batch>).logits(batch, { training: false, random: createRandom(0) });
      const { outputSize, vocabularySize } = model.config as { outputSize?: number; vocabularySize: number };
      deepStrictEqual([logits.shape[0], logits.shape.at(-1)], [1, outputSize ?? vocabularySize]);
    });
  } finally {
    model.dispose();
  }
}
