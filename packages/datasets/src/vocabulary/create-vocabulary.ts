import { assertInteger } from '@tidegate/core';
import type { Vocabulary } from './vocabulary.js';

/** @param tokens by id: padding, unknown, the others; no two alike */
export function createVocabulary(tokens: readonly string[]): Vocabulary {
  const ids = new Map<string, number>();
  for (let id = 1; id < tokens.length; id++) ids.set(tokens[id] as string, id);
  const idOf = (token: string): number => ids.get(token) ?? 1;
  return {
    size: tokens.length,
    tokens,
    paddingId: 0,
    unknownId: 1,
    idOf,
    tokenOf(id) {
      assertInteger('vocabulary.tokenOf', 'id', id, 0, tokens.length - 1);
      return tokens[id] as string;
    },
    encode(given) {
      const encoded = new Int32Array(given.length);
      for (let position = 0; position < given.length; position++) encoded[position] = idOf(given[position] as string);
      return encoded;
    },
    toJSON: () => ({ tokens }),
  };
}
