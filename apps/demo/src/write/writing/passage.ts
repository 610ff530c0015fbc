import type { Vocabulary } from '@tidegate/datasets';
import { tokenProbabilities } from '@tidegate/models';
import type { LikelyCharacter, Piece } from '../api.js';
import { shownCharacters } from './shown-characters.js';

/** Milliseconds between two messages to the page. */
const interval = 100;

/** The text that the page shows, on the side of the worker. */
export interface Passage {
  /**
   * @param ids of the characters that were read
   * @param logits `[ids.length, vocabularySize]`, row by row
   * @param activations `[ids.length, units]`, row by row
   */
  add(ids: readonly number[], logits: Float32Array, activations: Float32Array): void;
  /** Sends what the page has not got yet. */
  flush(): void;
  /** Drops what the page has not got yet, and sends nothing more: another text stands in its place. */
  close(): void;
  /** The characters that are the likeliest after the one at a place, counted from the beginning; none if it is not shown any more. */
  likelyAfter(place: number, count: number, temperature: number): LikelyCharacter[];
}

/** Collects characters, sends them to the page some at a time, and keeps what may follow each as long as the page shows it. */
export function createPassage(vocabulary: Vocabulary, onPiece: (piece: Piece) => void): Passage {
  /** Those of the characters that are shown, and the place of the first of them. */
  let scores: Float32Array[] = [];
  let first = 0;
  let characters: string[] = [];
  let activations: Float32Array[] = [];
  /** Characters that the page has got. */
  let place = 0;
  let isClosed = false;
  let sent = performance.now();
  const flush = (): void => {
    sent = performance.now();
    if (characters.length === 0 || isClosed) return;
    onPiece({ place, characters, activations: joined(activations) });
    place += characters.length;
    characters = [];
    activations = [];
  };
  return {
    add(ids, logits, outputs) {
      for (const [index, id] of ids.entries()) {
        characters.push(nameOf(vocabulary, id));
        scores.push(logits.slice(index * vocabulary.size, (index + 1) * vocabulary.size));
      }
      activations.push(outputs);
      first += Math.max(0, scores.length - shownCharacters);
      scores = scores.slice(-shownCharacters);
      if (performance.now() - sent >= interval) flush();
    },
    flush,
    close() {
      isClosed = true;
    },
    likelyAfter(place, count, temperature) {
      const logits = scores[place - first];
      if (!logits) return [];
      const possible = Float32Array.from(logits);
      possible[vocabulary.paddingId] = Number.NEGATIVE_INFINITY;
      return Array.from(tokenProbabilities(possible, { temperature }), (probability, id) => ({ id, probability }))
        .sort((a, b) => b.probability - a.probability)
        .slice(0, count)
        .map(({ id, probability }) => ({ character: nameOf(vocabulary, id), probability }));
    },
  };
}

/** What is none of the characters that were learned stands as one, too. */
function nameOf(vocabulary: Vocabulary, id: number): string {
  return id === vocabulary.unknownId ? '\uFFFD' : vocabulary.tokenOf(id);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
