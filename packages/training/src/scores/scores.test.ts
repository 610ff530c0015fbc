import { ArgumentError } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { localGroups } from '../testing/local-groups.js';
import { confusionMatrix } from './confusion-matrix.js';
import { multiLabelScores } from './multi-label-scores.js';

describe('confusionMatrix', () => {
  /** The actual classes 0, 0, 0, 1, 1, 2; class 3 is neither there nor predicted. */
  const filled = () => {
    const matrix = confusionMatrix(4);
    matrix.add([0, 0, 1], [0, 0, 0]);
    matrix.add(Int32Array.of(1, 0, 0), Int32Array.of(1, 1, 2));
    return matrix;
  };

  it('counts which class was taken for which', () => {
    expect(filled().counts).toEqual([
      [2, 1, 0, 0],
      [1, 1, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(filled().total).toBe(6);
    expect(filled().accuracy).toBe(0.5);
  });

  it('gives precision, recall, F1 and support of each class', () => {
    expect(filled().perClass).toEqual([
      { precision: 2 / 4, recall: 2 / 3, f1: 4 / 7, support: 3 },
      { precision: 1 / 2, recall: 1 / 2, f1: 1 / 2, support: 2 },
      { precision: 0, recall: 0, f1: 0, support: 1 },
      { precision: 0, recall: 0, f1: 0, support: 0 },
    ]);
  });

  it('takes the mean F1 of the classes that occur', () => {
    expect(filled().macroF1).toBeCloseTo((4 / 7 + 1 / 2 + 0) / 3, 12);
    const predictedOnly = confusionMatrix(3);
    predictedOnly.add([0, 2], [0, 0]);
    expect(predictedOnly.macroF1).toBeCloseTo((2 / 3 + 0) / 2, 12);
  });

  it('is 0 throughout for nothing', () => {
    const { accuracy, macroF1, total, perClass } = confusionMatrix(1);
    expect({ accuracy, macroF1, total, perClass }).toEqual({
      accuracy: 0,
      macroF1: 0,
      total: 0,
      perClass: [{ precision: 0, recall: 0, f1: 0, support: 0 }],
    });
  });

  it('has in every process what all have counted, also of one that has counted nothing', async () => {
    const parts = localGroups(3).map((group) => ({ group, matrix: confusionMatrix(4) }));
    parts[0]?.matrix.add([0, 0, 1], [0, 0, 0]);
    parts[2]?.matrix.add([1, 0, 0], [1, 1, 2]);
    await Promise.all(parts.map(({ group, matrix }) => matrix.sumOver(group)));
    for (const { matrix } of parts) expect(matrix).toEqual({ ...filled(), add: expect.any(Function), sumOver: expect.any(Function) });
  });

  it('counts nothing of lists that it refuses', () => {
    const matrix = confusionMatrix(2);
    expect(() => matrix.add([0, 1], [0])).toThrow('confusionMatrix.add: predicted.length must be that of actual, 1, but is 2');
    expect(() => matrix.add([0, 2], [0, 1])).toThrow('confusionMatrix.add: predicted[1] must be a class id from 0 to 1, but is 2');
    expect(() => matrix.add([0, 0], [0, -1])).toThrow('confusionMatrix.add: actual[1]');
    expect(() => matrix.add([0.5], [0])).toThrow(ArgumentError);
    expect(matrix.total).toBe(0);
    expect(() => confusionMatrix(0)).toThrow('confusionMatrix: classes must be a whole number of at least 1');
  });
});

describe('multiLabelScores', () => {
  const filled = () => {
    const scores = multiLabelScores(3);
    // Three examples: the first all right, the second one too many, the third one missing and one too many.
    scores.add([1, 0, 0, 1, 1, 0], [1, 0, 0, 1, 0, 0]);
    scores.add(Float32Array.of(0, 1, 0), Float32Array.of(1, 0, 0));
    return scores;
  };

  it('counts each answer for its class', () => {
    expect(filled().perClass).toEqual([
      { precision: 1, recall: 2 / 3, f1: 4 / 5, support: 3 },
      { precision: 0, recall: 0, f1: 0, support: 0 },
      { precision: 0, recall: 0, f1: 0, support: 0 },
    ]);
    expect(filled().micro).toEqual({ precision: 2 / 4, recall: 2 / 3, f1: 4 / 7, support: 3 });
    expect(filled().macroF1).toBeCloseTo((4 / 5 + 0) / 2, 12);
  });

  it('counts the examples that are right in every answer', () => {
    expect(filled().examples).toBe(3);
    expect(filled().exactMatch).toBeCloseTo(1 / 3, 12);
    expect(multiLabelScores(2).exactMatch).toBe(0);
  });

  it('takes true and false, and examples without any class', () => {
    const scores = multiLabelScores(2);
    scores.add([true, false, false, false], [true, false, false, false]);
    expect([scores.exactMatch, scores.micro.f1]).toEqual([1, 1]);
  });

  it('has in every process what all have counted, also of one that has counted nothing', async () => {
    const parts = localGroups(3).map((group) => ({ group, scores: multiLabelScores(3) }));
    parts[1]?.scores.add([0, 1, 0], [1, 0, 0]);
    parts[2]?.scores.add([1, 0, 0, 1, 1, 0], [1, 0, 0, 1, 0, 0]);
    await Promise.all(parts.map(({ group, scores }) => scores.sumOver(group)));
    for (const { scores } of parts) expect(scores).toEqual({ ...filled(), add: expect.any(Function), sumOver: expect.any(Function) });
  });

  it('counts nothing of lists that it refuses', () => {
    const scores = multiLabelScores(2);
    expect(() => scores.add([1, 0, 1], [1, 0, 1])).toThrow('predicted.length must be a multiple of 2, the number of classes, but is 3');
    expect(() => scores.add([1, 0.7], [1, 0])).toThrow('multiLabelScores.add: predicted[1] must be 0 or 1, but is 0.7');
    expect(() => scores.add([1, 0], [1, 2])).toThrow('multiLabelScores.add: actual[1]');
    expect(() => scores.add([1, 0], [1, 0, 1, 0])).toThrow('multiLabelScores.add: predicted.length must be that of actual, 4, but is 2');
    expect(scores.examples).toBe(0);
    expect(() => multiLabelScores(0)).toThrow('multiLabelScores: classes');
  });
});
