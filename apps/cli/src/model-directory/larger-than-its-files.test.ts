import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { sha256 } from '@tidegate/model-directory';
import { beforeAll, describe, expect, it } from 'vitest';
import { tasks } from '../tasks/tasks.js';
import { savedFolders } from '../testing/fuzz/saved-folders.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { loadModel } from './load-model.js';

beforeAll(() => useBackend([cpuBackend]));

describe('a folder whose config.json', () => {
  /** The folder of one kind of model, with other options of the network, or files of which the checksums fit. */
  async function changed(index: number, options: object, parts: Readonly<Record<string, string>> = {}): Promise<string> {
    const folder = { ...(await savedFolders(temporaryFolder()))[index] };
    const config = JSON.parse(String(folder['config.json']));
    Object.assign(config.config, options);
    for (const [name, text] of Object.entries(parts)) {
      folder[name] = Buffer.from(text);
      config.parts[name] = sha256(text);
    }
    folder['config.json'] = Buffer.from(JSON.stringify(config));
    const directory = join(temporaryFolder(), 'model');
    mkdirSync(directory);
    for (const [name, content] of Object.entries(folder)) writeFileSync(join(directory, name), content);
    return directory;
  }

  it.each<[string, number, object]>([
    ['says a hundred million units', 0, { hiddenSize: 100_000_000 }],
    ['says vectors of a billion numbers that are all alike', 2, { embeddingSize: 1_000_000_000 }],
    ['says a thousand layers', 0, { layers: 1_000, hiddenSize: 50 }],
  ])('%s is refused before memory is taken', async (_, index, options) => {
    const before = { tensors: memory().numTensors, bytes: process.memoryUsage.rss() };
    await expect(loadModel(await changed(index, options), tasks)).rejects.toThrow(
      'config.json describes a network that is far larger than model.safetensors',
    );
    expect(memory().numTensors).toBe(before.tensors);
    expect(process.memoryUsage.rss() - before.bytes).toBeLessThan(100 * 2 ** 20);
  });

  it('says a billion layers is refused', async () => {
    await expect(loadModel(await changed(3, { layers: 1_000_000_000 }), tasks)).rejects.toThrow(
      'layers must be a whole number from 1 to 1000',
    );
  });

  it('does not fit its vocabulary or its labels is refused', async () => {
    const labels = await changed(1, {}, { 'labels.json': '["food","music"]' });
    await expect(loadModel(labels, tasks)).rejects.toThrow('config.outputSize must be 2, as many as its file has');
    const vocabulary = await changed(4, {}, { 'vocabulary.json': '{"tokens":["<pad>","<unk>","the"]}' });
    await expect(loadModel(vocabulary, tasks)).rejects.toThrow('config.vocabularySize must be 3, as many as its file has');
  });
});
