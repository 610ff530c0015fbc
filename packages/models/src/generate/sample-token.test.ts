import { createRandom } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { assertSamplingOptions, sampleToken, tokenProbabilities } from './sample-token.js';

/** Scores whose probabilities at temperature 1 are 0.1, 0.4, 0.05, 0.25 and 0.2. */
const chances = [0.1, 0.4, 0.05, 0.25, 0.2];
const logits = Float32Array.from(chances, (chance) => Math.log(chance) + 3);
const close = (actual: Float64Array, expected: readonly number[]): void => {
  expect([...actual].map((value) => Number(value.toFixed(6)))).toEqual(expected.map((value) => Number(value.toFixed(6))));
};

describe('tokenProbabilities', () => {
  it('is the softmax of the scores', () => {
    close(tokenProbabilities(logits, {}), chances);
    close(tokenProbabilities(Float32Array.of(1e30, -1e30), {}), [1, 0]);
  });

  it('divides the scores by the temperature', () => {
    const squares = chances.map((chance) => chance ** 2);
    const total = squares.reduce((sum, square) => sum + square);
    close(
      tokenProbabilities(logits, { temperature: 0.5 }),
      squares.map((square) => square / total),
    );
    close(tokenProbabilities(logits, { temperature: 0 }), [0, 1, 0, 0, 0]);
    close(tokenProbabilities(Float32Array.of(1, 2, 2), { temperature: 0 }), [0, 1, 0]);
    close(tokenProbabilities(logits, { temperature: 1e-30 }), [0, 1, 0, 0, 0]);
  });

  it('keeps the tokens with the best scores, of equal ones those with the lower ids', () => {
    close(tokenProbabilities(logits, { topK: 2 }), [0, 0.4 / 0.65, 0, 0.25 / 0.65, 0]);
    close(tokenProbabilities(logits, { topK: 1 }), [0, 1, 0, 0, 0]);
    close(tokenProbabilities(logits, { topK: 50 }), chances);
    close(tokenProbabilities(Float32Array.of(1, 1, 2, 1), { topK: 3, temperature: 1e9 }), [1 / 3, 1 / 3, 1 / 3, 0]);
  });

  it.each([
    [0.01, [1]],
    [0.399, [1]],
    [0.41, [1, 3]],
    [0.649, [1, 3]],
    [0.66, [1, 3, 4]],
    [0.94, [0, 1, 3, 4]],
    [0.96, [0, 1, 2, 3, 4]],
    [1, [0, 1, 2, 3, 4]],
  ])('keeps the fewest likely tokens that have the probability %f together', (topP, support) => {
    const kept = support.reduce((sum, id) => sum + (chances[id] as number), 0);
    close(
      tokenProbabilities(logits, { topP }),
      chances.map((chance, id) => (support.includes(id) ? chance / kept : 0)),
    );
  });

  it('measures the nucleus at the temperature, among what topK leaves', () => {
    // Of 0.4, 0.25 and 0.2 the first has 0.47, of the squares 0.61.
    close(tokenProbabilities(logits, { topK: 3, topP: 0.5 }), [0, 0.4 / 0.65, 0, 0.25 / 0.65, 0]);
    close(tokenProbabilities(logits, { topK: 3, topP: 0.5, temperature: 0.5 }), [0, 1, 0, 0, 0]);
  });

  it('refuses scores that are of no use', () => {
    expect(() => tokenProbabilities(Float32Array.of(1, Number.NaN), {})).toThrow('scores must be finite to choose by, but the best is NaN');
    expect(() => tokenProbabilities(Float32Array.of(Number.NEGATIVE_INFINITY), {})).toThrow('the best is -Infinity');
  });
});

describe('sampleToken', () => {
  it('chooses by where the number falls, and never what has no probability', () => {
    const probabilities = Float64Array.of(0, 0.25, 0, 0.75, 0);
    expect([0, 0.2499, 0.25, 0.999, 1 - 2 ** -53].map((uniform) => sampleToken(probabilities, uniform))).toEqual([1, 1, 3, 3, 3]);
  });

  it('chooses as often as the probabilities say', () => {
    const probabilities = tokenProbabilities(logits, { temperature: 1.5, topK: 4 });
    const draws = 200_000;
    const counts = new Array<number>(5).fill(0);
    for (const uniform of createRandom(1).uniform(draws)) (counts[sampleToken(probabilities, uniform)] as number)++;
    for (const [id, probability] of probabilities.entries()) {
      const deviation = Math.sqrt((probability * (1 - probability)) / draws);
      expect(Math.abs((counts[id] as number) / draws - probability)).toBeLessThanOrEqual(4 * deviation);
    }
  });
});

describe('assertSamplingOptions', () => {
  it.each([
    [{ temperature: -1 }, 'temperature must be a finite number of at least 0, but is -1'],
    [{ temperature: Number.NaN }, 'temperature'],
    [{ topK: 0 }, 'topK must be a whole number of at least 1, but is 0'],
    [{ topP: 0 }, 'topP must be above 0, but is 0'],
    [{ topP: 1.5 }, 'topP must be a finite number from 0 to 1, but is 1.5'],
  ])('refuses %o', (options, message) => {
    expect(() => assertSamplingOptions('generate', options)).toThrow(`generate: ${message}`);
  });
});
