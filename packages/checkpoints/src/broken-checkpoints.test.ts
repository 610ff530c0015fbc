import { deepStrictEqual } from 'node:assert/strict';
import type { StoredFiles } from '@tidegate/core';
import { fuzz, mutateBytes, mutateJson } from '@tidegate/fuzz';
import { expect, test } from 'vitest';
import { CheckpointError } from './errors/checkpoint-error.js';
import { keepCheckpoints, type Position } from './keep-checkpoints.js';
import { latestCheckpoint } from './latest-checkpoint.js';
import { memoryStorage } from './memory-storage.js';

const position: Position = {
  step: 7,
  epoch: 1,
  batches: 7,
  validatedStep: 0,
  parameters: { kernel: { dtype: 'float32', shape: [2], data: Float32Array.of(1, -1) } },
  optimizer: { name: 'sgd', state: {} },
};

test('broken checkpoints are refused or read right', { timeout: 120_000 }, async () => {
  const storage = memoryStorage();
  const kept = { 'config.json': new TextEncoder().encode('{}'), constructor: Uint8Array.of(1, 2) };
  await keepCheckpoints({ storage, files: () => kept }).save(position);
  const name = 'step-00000007';
  const whole = await storage.read(name);
  const names = Object.keys(whole);
  const list = new TextDecoder().decode(whole['checkpoint.json']);
  const outcome = await fuzz<StoredFiles>({
    cases: 500,
    seed: 3,
    create(dice) {
      const file = dice.onceIn(3) ? dice.pick(names) : 'checkpoint.json';
      const bytes = whole[file] as Uint8Array;
      const { content, mutation } =
        file === 'checkpoint.json' && !dice.onceIn(4) ? mutateJson(list, dice) : mutateBytes(bytes, Object.values(whole), dice);
      const input = { ...whole, [file]: typeof content === 'string' ? new TextEncoder().encode(content) : content };
      return { input, bytes: content.length, mutation: `${file}: ${mutation}` };
    },
    async read(files) {
      await storage.write(name, files);
      const found = await latestCheckpoint(storage);
      deepStrictEqual(found?.state, { ...position, memory: {}, observers: {} });
      deepStrictEqual(found?.files, kept);
    },
    isClear: (error) => error instanceof CheckpointError,
  });
  expect(outcome.refused).toBeGreaterThan(400);
  // What stands in the list beside checksums may change.
  expect(outcome.read).toBeGreaterThan(5);
});
