import { add, scalar, tidy } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { expect, test } from 'vitest';
import { countLaunches } from './count-launches.js';

const addTwice = async (): Promise<void> => {
  tidy(() => add(add(scalar(1), 2), 3));
};

test('counts the kernels of its work and of nothing else, also after a failure', async () => {
  await useBackend([cpuBackend]);
  expect(await countLaunches(addTwice)).toBe(2);
  await expect(countLaunches(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await addTwice();
  expect(await countLaunches(addTwice)).toBe(2);
});
