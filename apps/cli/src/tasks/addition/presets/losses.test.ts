import { tensor, tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import type { AdditionBatch } from '@tidegate/datasets';
import { beforeAll, expect, test } from 'vitest';
import { adder } from './adder.js';
import { adderBptt } from './adder-bptt.js';

beforeAll(() => useBackend([cpuBackend]));

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Logits and targets of two sums of three bits. */
const logits = [
  [0, 2, -1],
  [3, -3, 0.5],
];
const targets = [
  [1, 1, 0],
  [0, 0, 1],
];
const createBatch = (): AdditionBatch => ({
  inputs: tensor3d([], [0, 3, 2]),
  targets: tensor2d(targets),
  examples: [],
  firstRow: 0,
});
const squares = logits.flatMap((row, index) => row.map((logit, step) => (sigmoid(logit) - (targets[index]?.[step] as number)) ** 2));
const total = squares.reduce((sum, square) => sum + square);

test('adder learns from the mean squared error of all bits', () => {
  expect(adder.loss(tensor(logits.flat(), [2, 3, 1]), createBatch()).dataSync()[0]).toBeCloseTo(total / 6, 6);
});

test('adder-bptt learns from half the squared errors of an example, summed over its steps', () => {
  expect(adderBptt.loss(tensor(logits.flat(), [2, 3, 1]), createBatch()).dataSync()[0]).toBeCloseTo(total / 2 / 2, 6);
});
