import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Random } from '@tidegate/core';

const words = {
  food: ['bread', 'cheese', 'soup', 'apple', 'pepper'],
  music: ['song', 'drum', 'melody', 'violin', 'chorus'],
  weather: ['rain', 'storm', 'cloud', 'snow', 'sun'],
};
const fillers = ['the', 'a', 'some', 'my', 'this', 'very', 'quite', 'and'];
const labels = Object.keys(words) as (keyof typeof words)[];

export interface SmallExample {
  readonly label: string;
  readonly tokens: readonly string[];
  readonly tags: readonly string[];
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[random.integers(1, items.length)[0] as number] as Item;
}

/** Sentences of three classes that a small network learns in seconds: each has two words of its class, which are also its entities. */
export function smallExamples(count: number, seed = 0): SmallExample[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const draw = random.split(index);
    const label = labels[index % labels.length] as keyof typeof words;
    const own = [pick(words[label], draw.split('first')), pick(words[label], draw.split('second'))];
    const tokens = [
      pick(fillers, draw.split(0)),
      ...own,
      ...Array.from({ length: 1 + (index % 4) }, (_, at) => pick(fillers, draw.split(at + 1))),
    ];
    const tags = tokens.map((_, at) => (at === 1 ? `B-${label}` : at === 2 ? `I-${label}` : 'O'));
    return { label, tokens, tags };
  });
}

export function tsvOf(examples: readonly SmallExample[]): string {
  return ['label\ttext', ...examples.map(({ label, tokens }) => `${label}\t${tokens.join(' ')}`), ''].join('\n');
}

export function jsonLinesOf(examples: readonly SmallExample[]): string {
  return examples.map((example) => `${JSON.stringify(example)}\n`).join('');
}

/** The same as a text to be learned, a sentence a line. */
export function textOf(examples: readonly SmallExample[]): string {
  return examples.map(({ tokens }) => `${tokens.join(' ')}\n`).join('');
}

/** Writes a file and returns its path. */
export function writeData(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
