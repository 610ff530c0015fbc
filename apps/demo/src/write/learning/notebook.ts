import type { Random } from '@tidegate/core';
import type { Vocabulary } from '@tidegate/datasets';
import { generate, type LanguageModel } from '@tidegate/models';

/** Characters of an entry. */
const entryLength = 100;
const early = [0, 10, 30, 60, 100, 200, 300, 500, 700];
const laterEvery = 500;

/** Whether the network writes into the notebook after so many steps: often at first, where most changes. */
export function isNotebookStep(step: number): boolean {
  return early.includes(step) || (step > 0 && step % laterEvery === 0);
}

/** What the network writes now. Every entry throws the same dice: what differs between them is what was learned. */
export async function writeEntry(model: LanguageModel, vocabulary: Vocabulary, temperature: number, random: Random): Promise<string> {
  let text = '';
  const options = {
    prompt: [beginningOf(vocabulary)],
    length: entryLength,
    temperature,
    without: [vocabulary.paddingId, vocabulary.unknownId],
    random,
  };
  for await (const id of generate(model, options)) text += vocabulary.tokenOf(id);
  return text;
}

/** What a text begins after if there is nothing else: a line end, or the most frequent character of a text without lines. */
export function beginningOf(vocabulary: Vocabulary): number {
  const lineEnd = vocabulary.idOf('\n');
  return lineEnd === vocabulary.unknownId && vocabulary.size > 2 ? 2 : lineEnd;
}
