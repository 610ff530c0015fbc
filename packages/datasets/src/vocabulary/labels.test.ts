import { ArgumentError } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { DataError } from '../errors/data-error.js';
import { createLabels } from './labels.js';

const place = { file: 'test.tsv', line: 17 };

describe('createLabels', () => {
  it('numbers the names in their order', () => {
    const labels = createLabels(['NUM', 'LOC', 'constructor']);
    expect(labels.names.map((name) => labels.idOf(name, place))).toEqual([0, 1, 2]);
    expect(labels.size).toBe(3);
    expect(createLabels(JSON.parse(JSON.stringify(labels))).names).toEqual(labels.names);
  });

  it('names the place of a label that it does not know, and those that it knows', () => {
    const labels = createLabels(Array.from({ length: 30 }, (_, index) => `class${index}`));
    expect(() => labels.idOf('other', place)).toThrow(DataError);
    expect(() => labels.idOf('other', place)).toThrow(
      /^test.tsv:17: the label "other" is not among those learned \(class0, .*, class19, \.\.\.\); correct it/,
    );
    expect(() => createLabels(['A']).idOf('toString', place)).toThrow('those learned (A); correct it');
  });

  it.each([[[]], [['A', 'A']], [[3 as never]], [{ A: 0 } as never]])('refuses %j', (names) => {
    expect(() => createLabels(names)).toThrow(ArgumentError);
  });
});
