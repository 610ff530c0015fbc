import type { Random, TensorTree } from '@tidegate/core';
import type { Vocabulary } from '@tidegate/datasets';
import { type LanguageModel, sampleToken, tokenProbabilities } from '@tidegate/models';
import type { Passage } from './passage.js';
import { freeState, readOn } from './read-on.js';

export interface PenOptions {
  readonly model: LanguageModel;
  readonly vocabulary: Vocabulary;
  /** Ids that the text begins with, at least one. */
  readonly prompt: readonly number[];
  /** Characters to write; endless by default. */
  readonly length?: number | undefined;
  /** The same stream, prompt, temperature and weights write the same text, here and as `generate` of `@tidegate/models`. */
  readonly random: Random;
  /** Asked before each character. */
  readonly temperature: () => number;
  /** What is told each character, with what the network made of it. */
  readonly passage: Passage;
}

/** Writes on and on, some characters at a time, also while the weights change between them. */
export interface Pen {
  readonly isDone: boolean;
  /** Writes so many characters, or fewer if the text is then done. */
  write(count: number): Promise<void>;
  /** Ends the text where it stands. */
  stop(): void;
}

export function createPen({ model, vocabulary, prompt, length = Number.POSITIVE_INFINITY, random, temperature, passage }: PenOptions): Pen {
  let unread = prompt;
  let state: TensorTree | undefined;
  let written = 0;
  let isDone = false;
  let isBusy = false;
  const finish = (): void => {
    isDone = true;
    freeState(state);
    state = undefined;
    passage.flush();
  };
  const writeOne = async (): Promise<void> => {
    const reading = await readOn(model, unread, state);
    freeState(state);
    state = reading.state;
    passage.add(unread, reading.logits, reading.activations);
    // Of the last character it is only seen what the network makes of it.
    if (written >= length) return finish();
    const logits = reading.logits.slice(-vocabulary.size);
    logits[vocabulary.paddingId] = Number.NEGATIVE_INFINITY;
    const drawn = random.split(written).uniform(1)[0] as number;
    unread = [sampleToken(tokenProbabilities(logits, { temperature: temperature() }), drawn)];
    written++;
  };
  return {
    get isDone() {
      return isDone;
    },
    async write(count) {
      // Training and the clock may both ask.
      if (isBusy) return;
      isBusy = true;
      try {
        for (let index = 0; index < count && !isDone; index++) await writeOne();
      } finally {
        isBusy = false;
        if (isDone) finish();
      }
    },
    stop() {
      isDone = true;
      if (!isBusy) finish();
    },
  };
}
