import { opNames } from '@tidegate/ops';
import { expect, it } from 'vitest';
import { kernels } from './kernels.js';

it('there is a kernel for every op, and no other', () => {
  expect(kernels.map(({ kernelName }) => kernelName).sort()).toEqual([...opNames].sort());
});
