import { getBackend } from '@tensorflow/tfjs-core';
import { gru, lstm, rnn } from '@tidegate/cells';
import { type BackendAdapter, type Cell, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { testCell } from '../cell/test-cell.js';
import { testEmbeddings } from './embeddings.js';
import { testLosses } from './losses.js';
import { testMatrixProducts } from './matrix-products.js';
import { testOptimizerUpdates } from './optimizer-updates.js';
import { testPooledConvolutions } from './pooled-convolutions.js';

const cells: Readonly<Record<string, (inputSize: number, hiddenSize: number) => Cell>> = {
  'rnn tanh': (inputSize, hiddenSize) => rnn({ inputSize, hiddenSize }),
  'rnn relu': (inputSize, hiddenSize) => rnn({ inputSize, hiddenSize, activation: 'relu' }),
  'rnn sigmoid without bias': (inputSize, hiddenSize) => rnn({ inputSize, hiddenSize, activation: 'sigmoid', useBias: false }),
  lstm: (inputSize, hiddenSize) => lstm({ inputSize, hiddenSize }),
  'lstm without forget bias': (inputSize, hiddenSize) => lstm({ inputSize, hiddenSize, forgetBias: 0 }),
  'lstm without bias': (inputSize, hiddenSize) => lstm({ inputSize, hiddenSize, useBias: false }),
  'gru, reset after': (inputSize, hiddenSize) => gru({ inputSize, hiddenSize }),
  'gru, reset before': (inputSize, hiddenSize) => gru({ inputSize, hiddenSize, resetAfter: false }),
  'gru without bias': (inputSize, hiddenSize) => gru({ inputSize, hiddenSize, useBias: false }),
};

export interface BackendSuiteOptions {
  /** A backend whose kernels are plain loops: every op must give what it gives there. Not needed for that backend itself. */
  readonly oracle?: BackendAdapter;
}

/**
 * The suite that every backend passes: it starts, and each op of `@tidegate/ops` gives what its composed form gives, value and gradient,
 * and leaks nothing. Call it once in a test file of its own, since the active backend is one for the whole process.
 */
export function testBackend(adapter: BackendAdapter, { oracle }: BackendSuiteOptions = {}): void {
  beforeAll(async () => {
    if (oracle) await useBackend([oracle]);
    await useBackend([adapter]);
  });

  describe(`backend ${adapter.name}`, () => {
    it('starts and is the active backend', async () => {
      expect(await adapter.isSupported()).toEqual({ supported: true });
      expect(getBackend()).toBe(adapter.name);
    });

    testMatrixProducts();
    for (const [name, makeCell] of Object.entries(cells)) testCell(name, makeCell);
    testEmbeddings(oracle);
    testPooledConvolutions(oracle);
    testLosses();
    testOptimizerUpdates();
  });
}
