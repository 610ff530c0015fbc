import { createPause, type TensorTree } from '@tidegate/core';
import type { LanguageModel } from '@tidegate/models';
import type { Passage } from './passage.js';
import { freeState, readOn } from './read-on.js';
import { shownCharacters } from './shown-characters.js';

/** Characters between two turns of the event loop. */
const stretch = 40;

/** Has the network read a text, from its beginning to as much as the page shows. */
export async function readText(model: LanguageModel, ids: readonly number[], passage: Passage): Promise<void> {
  const pause = createPause(20);
  const shown = ids.slice(0, shownCharacters);
  let state: TensorTree | undefined;
  try {
    for (let begin = 0; begin < shown.length; begin += stretch) {
      const part = shown.slice(begin, begin + stretch);
      const reading = await readOn(model, part, state);
      freeState(state);
      state = reading.state;
      passage.add(part, reading.logits, reading.activations);
      await pause();
    }
  } finally {
    freeState(state);
    passage.flush();
  }
}
