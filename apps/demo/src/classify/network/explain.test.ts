import { memory, type Rank, type Tensor, type Tensor2D, tensor1d, tensor2d, tidy, type Variable } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { createRandom, useBackend } from '@tidegate/core';
import type { TextClassifier, TextRnnConfig } from '@tidegate/models';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { classifierConfig, createClassifier, networkNames } from './create-classifier.js';
import { createExplainer } from './explain.js';

const backends = { cpu: () => cpuBackend, wasm: () => createWasmBackend({ threads: 1 }) };
const sizes = { vocabularySize: 12, outputSize: 3, units: 8 };
/** The fewer filters, the fewer of them turn off within the change by which slopes are measured. */
const smooth = { textRnn: {}, rcnn: { widths: [1, 2], filters: 6 } };
const ids = Int32Array.of(5, 2, 9, 4);

/** The logits of a text, by the network itself. */
function logitsOf(model: TextClassifier, text: Int32Array): number[] {
  return tidy(() => {
    const batch = { ids: tensor2d(text, [1, text.length], 'int32'), lengths: tensor1d([text.length], 'int32') };
    return [...(model.logits(batch, { training: false, random: createRandom(0) }) as Tensor).dataSync()];
  });
}

/** Runs with the vector of a token made larger by a share. */
function withScaled<Result>(table: Variable<Rank.R2>, token: number, share: number, run: () => Result): Result {
  const before = tidy(() => table.clone());
  const values = before.arraySync() as number[][];
  const row = values[token] as number[];
  const scaled = tensor2d(values.map((each) => (each === row ? row.map((value) => value * (1 + share)) : each)));
  table.assign(scaled as Tensor2D);
  try {
    return run();
  } finally {
    table.assign(before);
    before.dispose();
    scaled.dispose();
  }
}

describe.each(Object.entries(backends))('an explanation on %s', (_, backend) => {
  beforeAll(async () => {
    await useBackend([backend()]);
  });

  describe.each(networkNames)('of %s', (network) => {
    const made = () => {
      const config = { ...classifierConfig(network, sizes), embeddingInitializer: { kind: 'normal', deviation: 1 }, ...smooth[network] };
      const model = createClassifier(network, config as TextRnnConfig, createRandom(3));
      const explainer = createExplainer(model);
      onTestFinished(() => {
        explainer.dispose();
        model.dispose();
      });
      return { model, explainer };
    };

    it('is what the logit grows by when the vector of a word grows', async () => {
      const { model, explainer } = made();
      const table = model.parameters['embedding/table'] as Variable<Rank.R2>;
      const share = 1e-3;
      for (const classId of [0, 1, 2]) {
        const { contributions } = await explainer.explain(ids, classId);
        for (const [place, token] of ids.entries()) {
          const at = (change: number) => withScaled(table, token, change, () => logitsOf(model, ids)[classId] as number);
          const slope = (at(share) - at(-share)) / (2 * share);
          expect(Math.abs((contributions[place] as number) - slope)).toBeLessThan(5e-4 + 0.01 * Math.abs(slope));
        }
        expect(Math.max(...contributions.map(Math.abs))).toBeGreaterThan(5e-3);
      }
    });

    it('tells the places of a word that stands twice apart, which together make the slope of its vector', async () => {
      const { model, explainer } = made();
      const table = model.parameters['embedding/table'] as Variable<Rank.R2>;
      const twice = Int32Array.of(5, 2, 5);
      const { contributions } = await explainer.explain(twice, 0);
      const share = 1e-3;
      const at = (change: number) => withScaled(table, 5, change, () => logitsOf(model, twice)[0] as number);
      const slope = (at(share) - at(-share)) / (2 * share);
      const [first, , last] = contributions as [number, number, number];
      expect(Math.abs(first + last - slope)).toBeLessThan(5e-4 + 0.01 * Math.abs(slope));
      expect(Math.abs(first - last)).toBeGreaterThan(1e-4);
    });

    it('has the probabilities of the network, follows its weights, and is of the most probable class by itself', async () => {
      const { model, explainer } = made();
      const before = await explainer.explain(ids);
      const bias = model.head.bias as Variable<Rank.R1>;
      bias.assign(tensor1d([0, 0, 9]));
      const { probabilities, classId } = await explainer.explain(ids);
      const powers = logitsOf(model, ids).map(Math.exp);
      const sum = powers.reduce((total, power) => total + power);
      for (const [id, power] of powers.entries()) expect(probabilities[id]).toBeCloseTo(power / sum, 5);
      expect(classId).toBe(2);
      expect(before.probabilities[2]).toBeLessThan(probabilities[2] as number);
      expect((await explainer.explain(ids)).contributions).toEqual((await explainer.explain(ids, 2)).contributions);
    });

    it('leaves no tensor behind, also of texts that are longer than any before', async () => {
      const before = memory().numTensors;
      const model = createClassifier(network, classifierConfig(network, sizes), createRandom(3));
      const explainer = createExplainer(model);
      await explainer.explain(ids);
      const held = memory().numTensors;
      await explainer.explain(Int32Array.from({ length: 100 }, (_, place) => place % 12));
      await explainer.explain(ids, 1);
      expect(memory().numTensors).toBe(held);
      explainer.dispose();
      model.dispose();
      expect(memory().numTensors).toBe(before);
    });
  });
});
