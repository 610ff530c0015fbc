import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNumbers, readText, type Sequence } from '../sequence/read-sequence.js';
import { quantitiesOf } from './cell-kinds.js';
import { computePass, type PassRequest } from './pass.js';
import { addUp, sumsAt } from './sums.js';

const sequences = [readText('ab ba') as Sequence, readNumbers('0.5 -2 0') as Sequence];

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('sumsAt', () => {
  it.each(['lstm', 'gru'] as const)('adds up to what the gates of the %s are', async (cell) => {
    for (const sequence of sequences) {
      const second = cell === 'gru' ? [{ kernel: 'recurrentBias', row: 0, block: 1, unit: 1, value: 0.7 } as const] : [];
      const changes = [{ kernel: 'bias', row: 0, block: 0, unit: 0, value: -0.4 } as const, ...second];
      const request: PassRequest = { cell, units: 2, seed: 3, scale: 3, preset: 'random', sequence, changes, holds: [] };
      const pass = await computePass(request);
      for (const { name, block, isGate } of quantitiesOf[cell]) {
        if (block === undefined || !isGate) continue;
        sequence.rows.forEach((_, step) => {
          for (const unit of [0, 1]) {
            const { input, recurrent, bias, recurrentBias, forgetBias } = sumsAt(request, pass, { step, block, unit });
            const sum = addUp(input) + addUp(recurrent) + bias + recurrentBias + forgetBias;
            expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(pass.values[name]?.[step]?.[unit] as number, 5);
          }
        });
      }
    }
  });
});
