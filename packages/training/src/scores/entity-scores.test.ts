import { describe, expect, it } from 'vitest';
import { entitiesOf } from './entities.js';
import { entityScores } from './entity-scores.js';

const tags = (text: string): string[] => text.split(' ');
const entities = (text: string): string[] =>
  entitiesOf('test', 'tags', text === '' ? [] : tags(text)).map(({ type, start, end }) => `${type} ${start}-${end}`);

describe('entitiesOf', () => {
  it.each([
    ['O O', []],
    ['', []],
    ['B-a', ['a 0-1']],
    ['B-a I-a O', ['a 0-2']],
    ['O B-a I-a', ['a 1-3']],
    ['B-a B-a', ['a 0-1', 'a 1-2']],
    ['B-a I-a B-a I-a I-a', ['a 0-2', 'a 2-5']],
    ['I-a I-a O', ['a 0-2']],
    ['O I-a', ['a 1-2']],
    ['B-a I-b', ['a 0-1', 'b 1-2']],
    ['B-a I-b I-a', ['a 0-1', 'b 1-2', 'a 2-3']],
    ['I-a B-a', ['a 0-1', 'a 1-2']],
    ['B-a O I-a', ['a 0-1', 'a 2-3']],
    ['B-part-of I-part-of', ['part-of 0-2']],
  ])('%s', (text, expected) => {
    expect(entities(text)).toEqual(expected);
  });

  it.each(['NN', 'B', 'B-', 'S-a', 'o', ''])('refuses the tag "%s"', (tag) => {
    expect(() => entitiesOf('test', 'tags', ['O', tag])).toThrow(`test: tags[1] must be O, B-type or I-type, but is "${tag}"`);
  });
});

describe('entityScores', () => {
  it('counts an entity as right if its place and its type are', () => {
    const scores = entityScores();
    //          right      too short      right place, other type      missing      invented
    scores.add(tags('B-a I-a O B-a O O B-a I-a O O B-b'), tags('B-a I-a O B-a I-a O B-b I-b O B-b O'));
    expect(scores.precision).toBe(1 / 4);
    expect(scores.recall).toBe(1 / 4);
    expect(scores.f1).toBe(1 / 4);
    expect(scores.support).toBe(4);
    expect(scores.accuracy).toBeCloseTo(6 / 11, 12);
    expect(scores.perType).toEqual({
      a: { precision: 1 / 3, recall: 1 / 2, f1: 2 / 5, support: 2 },
      b: { precision: 0, recall: 0, f1: 0, support: 2 },
    });
  });

  it('adds sequences up, and begins no entity in one that ends in another', () => {
    const scores = entityScores();
    scores.add(['B-a'], ['B-a']);
    scores.add(['I-a'], ['I-a']);
    scores.add(['O', 'B-b'], ['O', 'O']);
    expect([scores.precision, scores.recall, scores.f1, scores.support]).toEqual([2 / 3, 1, 4 / 5, 2]);
  });

  it('takes I after O for the beginning that it stands for', () => {
    const scores = entityScores();
    scores.add(tags('O I-a I-a'), tags('O B-a I-a'));
    expect([scores.f1, scores.accuracy]).toEqual([1, 2 / 3]);
  });

  it('takes a longer, a shorter and a split one for wrong', () => {
    const actual = tags('O B-a I-a I-a O');
    for (const wrong of ['O B-a I-a I-a I-a', 'O B-a I-a O O', 'O B-a I-a B-a O', 'B-a I-a I-a I-a O']) {
      const scores = entityScores();
      scores.add(tags(wrong), actual);
      expect([scores.precision, scores.recall, scores.f1]).toEqual([0, 0, 0]);
    }
  });

  it('lists types by their names', () => {
    const scores = entityScores();
    scores.add(tags('B-z B-b'), tags('B-z B-a'));
    expect(Object.keys(scores.perType)).toEqual(['a', 'b', 'z']);
  });

  it('is 0 of nothing, and counts nothing of what it refuses', () => {
    const scores = entityScores();
    expect(() => scores.add(['O'], ['O', 'O'])).toThrow('entityScores.add: predicted.length must be that of actual, 2, but is 1');
    expect(() => scores.add(['B-a', 'B-a'], ['B-a', 'NN'])).toThrow('entityScores.add: actualTags[1] must be O, B-type or I-type');
    expect([scores.f1, scores.support, scores.accuracy, scores.perType]).toEqual([0, 0, 0, {}]);
  });
});
