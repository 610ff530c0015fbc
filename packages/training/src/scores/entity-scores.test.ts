import { createRandom } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { singleProcess } from '../process-group/single-process.js';
import { localGroups } from '../testing/local-groups.js';
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

  it('has in every process what all have counted, of types that not all have met', async () => {
    const sequences = [
      [tags('B-z O B-a'), tags('B-z O B-z')],
      [tags('O B-\u00e9\ud800 I-\u00e9\ud800'), tags('O B-\u00e9\ud800 I-\u00e9\ud800')],
      [tags('B-a I-a'), tags('B-a O')],
    ] as const;
    const whole = entityScores();
    for (const [predicted, actual] of sequences) whole.add(predicted, actual);
    // The second of four has nothing to count.
    const parts = localGroups(4).map((group) => ({ group, scores: entityScores() }));
    for (const [place, [predicted, actual]] of sequences.entries()) parts[place === 0 ? 0 : place + 1]?.scores.add(predicted, actual);
    await Promise.all(parts.map(({ group, scores }) => scores.sumOver(group)));
    const functions = { add: expect.any(Function), sumOver: expect.any(Function) };
    for (const { scores } of parts) expect(scores).toEqual({ ...whole, ...functions });
    expect(whole.support).toBe(4);
    expect(Object.keys(whole.perType)).toEqual(['a', 'z', '\u00e9\ud800']);
    await whole.sumOver(singleProcess);
    expect(whole).toEqual({ ...parts[0]?.scores, ...functions });
  });

  it('counts what a reading tag by tag counts, for any tags', () => {
    const all = tags('O B-a I-a B-b I-b');
    const scores = entityScores();
    const sums = { correct: 0, predicted: 0, actual: 0 };
    for (let sequence = 0; sequence < 300; sequence++) {
      const drawn = Array.from(createRandom(1).split(sequence).integers(16, 10));
      const actual = drawn.slice(8).map((choice) => all[choice % 5] as string);
      // Half of the tags are right, so that some entities are.
      const predicted = drawn.slice(0, 8).map((choice, step) => (choice < 5 ? (actual[step] as string) : (all[choice - 5] as string)));
      scores.add(predicted, actual);
      for (const [name, count] of Object.entries(countTagByTag(predicted, actual))) sums[name as keyof typeof sums] += count;
    }
    expect(sums.correct).toBeGreaterThan(100);
    expect(scores.precision).toBe(sums.correct / sums.predicted);
    expect(scores.recall).toBe(sums.correct / sums.actual);
    expect(scores.support).toBe(sums.actual);
  });
});

/** The other way to count, which keeps no entities: whether one begins or ends between two tags, and whether both readings agree since. */
function countTagByTag(predicted: readonly string[], actual: readonly string[]): { correct: number; predicted: number; actual: number } {
  const counts = { correct: 0, predicted: 0, actual: 0 };
  const typeOf = (tag: string): string => tag.slice(2);
  const begins = (before: string, tag: string): boolean =>
    tag.startsWith('B') || (tag.startsWith('I') && (before === 'O' || typeOf(before) !== typeOf(tag)));
  const ends = (tag: string, after: string): boolean => tag !== 'O' && (after === 'O' || begins(tag, after));
  let agree = false;
  for (let step = 0; step <= actual.length; step++) {
    const [saidBefore, isBefore] = [predicted[step - 1] ?? 'O', actual[step - 1] ?? 'O'];
    const [said, is] = [predicted[step] ?? 'O', actual[step] ?? 'O'];
    const [saidEnds, isEnds] = [ends(saidBefore, said), ends(isBefore, is)];
    if (agree && saidEnds && isEnds) counts.correct++;
    if (saidEnds || isEnds) agree = false;
    if (begins(saidBefore, said)) counts.predicted++;
    if (begins(isBefore, is)) counts.actual++;
    if (begins(saidBefore, said) && begins(isBefore, is)) agree = typeOf(said) === typeOf(is);
  }
  return counts;
}
