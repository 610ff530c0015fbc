import { createRandom, type Random } from '@tidegate/core';

/** A labelled sentence. */
export interface Sentence {
  readonly text: string;
  readonly label: string;
}

/**
 * How the sentences of some classes are made. In a pattern, `{place}` is any of the words that stand under that name, which may be
 * patterns themselves, and `(please|)` one of the texts between the bars.
 */
export interface Grammar {
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** By class. */
  readonly patterns: Readonly<Record<string, readonly string[]>>;
}

/** Choices that a sentence may have at most; a pattern that refers to itself would have no end. */
const mostChoices = 24;

/**
 * Different sentences, the classes one after the other; always the same ones.
 *
 * @param each how many of each class
 * @throws Error if the patterns of a class make too few different sentences, or name words that there are not
 */
export function sentencesOf(grammar: Grammar, each: number): Sentence[] {
  const random = createRandom(1);
  return Object.entries(grammar.patterns).flatMap(([label, patterns]) =>
    [...differentTexts(grammar, patterns, each, random.split(label))].map((text) => ({ text, label })),
  );
}

function differentTexts(grammar: Grammar, patterns: readonly string[], count: number, random: Random): Set<string> {
  const texts = new Set<string>();
  for (let attempt = 0; texts.size < count; attempt++) {
    if (attempt > 50 * count) throw new Error(`sentencesOf: the patterns make ${texts.size} different sentences of the ${count} asked for`);
    const choose = createChoice(random.split(attempt));
    texts.add(tidied(filled(choose(patterns), grammar, choose)));
  }
  return texts;
}

type Choose = (options: readonly string[]) => string;

function createChoice(random: Random): Choose {
  const draws = random.uniform(mostChoices);
  let next = 0;
  return (options) => options[Math.floor((draws[next++] ?? 0) * options.length)] as string;
}

function filled(pattern: string, grammar: Grammar, choose: Choose): string {
  return pattern.replace(/\{(\w+)\}|\(([^()]*)\)/g, (_, name: string | undefined, options: string | undefined) => {
    if (name === undefined) return filled(choose((options as string).split('|')), grammar, choose);
    const words = grammar.words[name];
    if (!words) throw new Error(`sentencesOf: there are no words called ${name}`);
    return filled(choose(words), grammar, choose);
  });
}

/** Options that are empty leave spaces behind. */
function tidied(text: string): string {
  return text
    .replace(/ +/g, ' ')
    .replace(/ (?=[?!.,])/g, '')
    .trim();
}
