import { engine, getBackend } from '@tensorflow/tfjs-core';
import { type BackendAdapter, useBackend } from '@tidegate/core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testCell } from '../cell/test-cell.js';
import { cells, steppedCells } from './cells.js';
import { testDegenerateLosses } from './degenerate-losses.js';
import { testDropout } from './dropout.js';
import { testEmbeddings } from './embeddings.js';
import { testGradientBounds } from './gradient-bounds.js';
import { testLayers } from './layers.js';
import { testLosses } from './losses.js';
import { testMatrixProducts } from './matrix-products.js';
import { testOptimizerUpdates } from './optimizer-updates.js';
import { testPooledConvolutions } from './pooled-convolutions.js';
import { testProjectedInputs } from './projected-inputs.js';
import { testRecordedLosses } from './recorded-losses.js';
import { testSampledLosses } from './sampled-losses.js';
import { testSequenceOps } from './sequence-ops.js';

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
    // What a test makes ends with it: there are more than a device could hold at once.
    beforeEach(() => {
      engine().startScope();
    });
    afterEach(() => {
      engine().endScope();
    });

    it('starts and is the active backend', async () => {
      expect(await adapter.isSupported()).toEqual({ supported: true });
      expect(getBackend()).toBe(adapter.name);
    });

    testMatrixProducts(oracle);
    for (const [name, makeCell] of Object.entries({ ...cells, ...steppedCells })) testCell(name, makeCell);
    testLayers();
    testSequenceOps(oracle);
    testProjectedInputs(oracle);
    testEmbeddings(oracle);
    testPooledConvolutions(oracle);
    testLosses(oracle);
    testDegenerateLosses();
    testRecordedLosses();
    testSampledLosses(oracle);
    testDropout(oracle);
    testGradientBounds(oracle);
    testOptimizerUpdates(oracle);
  });
}
