import { describe, expect, it } from 'vitest';
import { type Grammar, sentencesOf } from './grammar.js';
import { sampleNames, samples } from './samples.js';

const grammar: Grammar = {
  words: { animal: ['cat', 'dog'], size: ['big', ''], beast: ['{size} {animal}'] },
  patterns: { sees: ['I see a {beast} ?'], hears: ['(we|they) hear the {animal}', 'listen to the {animal}'] },
};

describe('sentencesOf', () => {
  it('makes every sentence of the patterns, each once', () => {
    const texts = (label: string) =>
      sentencesOf(grammar, 4)
        .filter((each) => each.label === label)
        .map(({ text }) => text)
        .sort();
    expect(texts('sees')).toEqual(['I see a big cat?', 'I see a big dog?', 'I see a cat?', 'I see a dog?']);
    expect(new Set(texts('hears')).size).toBe(4);
    for (const text of texts('hears')) expect(text).toMatch(/^((we|they) hear|listen to) the (cat|dog)$/);
  });

  it('makes the same ones each time', () => {
    expect(sentencesOf(grammar, 3)).toEqual(sentencesOf(grammar, 3));
  });

  it('says when the patterns make too few, or name what there is not', () => {
    expect(() => sentencesOf(grammar, 5)).toThrow('the patterns make 4 different sentences of the 5 asked for');
    expect(() => sentencesOf({ words: {}, patterns: { a: ['{thing}'] } }, 1)).toThrow('there are no words called thing');
  });
});

describe.each(sampleNames)('the sample %s', (name) => {
  const sentences = samples[name].sentences();

  it('has 200 different sentences of each of six classes, and nothing left of the patterns', () => {
    const counts = new Map<string, Set<string>>();
    for (const { text, label } of sentences) counts.set(label, (counts.get(label) ?? new Set()).add(text));
    expect([...counts.values()].map(({ size }) => size)).toEqual([200, 200, 200, 200, 200, 200]);
    for (const { text } of sentences) expect(text).not.toMatch(/[{}()|]|undefined|^\s|\s$/);
  });

  it('has words that stand in several classes', () => {
    const classesWith = (word: string) => new Set(sentences.filter(({ text }) => text.includes(word)).map(({ label }) => label)).size;
    const shared = name === 'english' ? ['cold', 'light', 'table', 'change'] : ['冷', '热', '换', '桌'];
    for (const word of shared) expect(classesWith(word)).toBeGreaterThan(1);
  });
});
