import { ArgumentError, assertInteger } from '@tidegate/core';
import { createVocabulary } from './create-vocabulary.js';
import type { Vocabulary } from './vocabulary.js';

export interface VocabularyOptions {
  /** Tokens that occur less often are left out; 1 by default. */
  readonly minimumCount?: number;
  /** Tokens at most, the special ones included; no bound by default. */
  readonly maximumSize?: number;
  /** The names of padding and unknown, `<pad>` and `<unk>` by default, and tokens that shall be there whether they occur or not. */
  readonly special?: readonly [padding: string, unknown: string, ...others: string[]];
}

/** Counts tokens, and makes a vocabulary of the frequent ones. */
export interface VocabularyCounter {
  add(tokens: readonly string[]): void;
  /** How many different tokens are counted at present. */
  readonly distinct: number;
  /**
   * Ids: 0 padding, 1 unknown, the other special tokens, then by falling count, and by code units where counts are equal; hence the order
   * in which texts were added changes nothing.
   *
   * @throws ArgumentError
   */
  build(options?: VocabularyOptions): Vocabulary;
}

/**
 * @param options.maximumCounted how many different tokens are counted at a time, 2,000,000 by default, which take about 200 MB. Where
 * there are more, the rarest are forgotten until half as many are left, so that counts of rare tokens may be too low; frequent ones are
 * exact unless they were rare for long.
 */
export function createVocabularyCounter({ maximumCounted = 2_000_000 }: { readonly maximumCounted?: number } = {}): VocabularyCounter {
  assertInteger('createVocabularyCounter', 'maximumCounted', maximumCounted, 2);
  const counts = new Map<string, { count: number }>();
  let forgetUpTo = 0;

  function forgetRare(): void {
    while (counts.size > maximumCounted / 2) {
      forgetUpTo++;
      for (const [token, { count }] of counts) if (count <= forgetUpTo) counts.delete(token);
    }
  }

  return {
    add(tokens) {
      for (const token of tokens) {
        const entry = counts.get(token);
        if (entry) {
          entry.count++;
          continue;
        }
        // A copy, since a part of a text would keep the whole text in memory.
        counts.set(` ${token}`.slice(1), { count: 1 });
        if (counts.size > maximumCounted) forgetRare();
      }
    },
    get distinct() {
      return counts.size;
    },
    build({ minimumCount = 1, maximumSize = Number.MAX_SAFE_INTEGER, special = ['<pad>', '<unk>'] } = {}) {
      assertInteger('vocabulary.build', 'minimumCount', minimumCount, 1);
      assertInteger('vocabulary.build', 'maximumSize', maximumSize, special.length);
      if (new Set(special).size < special.length) throw new ArgumentError('vocabulary.build', 'special', special, 'different tokens');
      const frequent = [...counts].filter(([token, { count }]) => count >= minimumCount && !special.includes(token));
      frequent.sort(([a, { count: countOfA }], [b, { count: countOfB }]) => countOfB - countOfA || (a < b ? -1 : 1));
      return createVocabulary([...special, ...frequent.slice(0, maximumSize - special.length).map(([token]) => token)]);
    },
  };
}
