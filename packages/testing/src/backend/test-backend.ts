import { engine, getBackend } from '@tensorflow/tfjs-core';
import { type BackendAdapter, useBackend } from '@tidegate/core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testCell } from '../cell/test-cell.js';
import type { Truth } from '../compare/truth.js';
import { cells, steppedCells } from './cells.js';
import { testDegenerateLosses } from './degenerate-losses.js';
import { testDropout } from './dropout.js';
import { testDropoutOfRows } from './dropout-of-rows.js';
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

/**
 * The suite that every backend passes: it starts, and each op of `@tidegate/ops` gives what its composed form gives, value and gradient,
 * and leaks nothing. Call it once in a test file of its own, since the active backend is one for the whole process.
 */
export function testBackend(adapter: BackendAdapter, truth: Truth = {}): void {
  beforeAll(async () => {
    if (truth.oracle) await useBackend([truth.oracle]);
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

    testMatrixProducts(truth);
    for (const [name, makeCell] of Object.entries({ ...cells, ...steppedCells })) testCell(name, makeCell, truth);
    testLayers(truth);
    testSequenceOps(truth);
    testProjectedInputs(truth);
    testEmbeddings(truth);
    testPooledConvolutions(truth);
    testLosses(truth);
    testDegenerateLosses();
    testRecordedLosses();
    testSampledLosses(truth);
    testDropout(truth);
    testDropoutOfRows();
    testGradientBounds(truth);
    testOptimizerUpdates(truth);
  });
}
