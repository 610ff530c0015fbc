import { assertSameLength } from './assert-same-length.js';
import { type ClassScores, classScores, share } from './class-scores.js';
import { type Entity, entitiesOf } from './entities.js';

/** How well entities are found, over a whole data set; the shares are those of all types together. */
export interface EntityScores extends ClassScores {
  /**
   * Counts a sequence by its tags, without padding.
   *
   * @throws ArgumentError if the lists are not of one length, or a tag is not `O`, `B-type` or `I-type`; nothing is counted then
   */
  add(predictedTags: readonly string[], actualTags: readonly string[]): void;
  /** By the name of the type, in alphabetical order. */
  readonly perType: Readonly<Record<string, ClassScores>>;
  /** The share of the tags that are right, those of no entity among them. */
  readonly accuracy: number;
}

/**
 * Precision, recall and F1 of whole entities in BIO tags, as the script conlleval of CoNLL-2000 counts them (Tjong Kim Sang and Buchholz
 * 2000): an entity is right if its first step, its last step and its type are.
 */
export function entityScores(): EntityScores {
  const tallies = new Map<string, { correct: number; predicted: number; actual: number }>();
  let tags = 0;
  let rightTags = 0;
  const tallyOf = (type: string): { correct: number; predicted: number; actual: number } => {
    const tally = tallies.get(type) ?? { correct: 0, predicted: 0, actual: 0 };
    tallies.set(type, tally);
    return tally;
  };
  const overall = (): ClassScores => {
    const total = (of: 'correct' | 'predicted' | 'actual'): number => [...tallies.values()].reduce((sum, tally) => sum + tally[of], 0);
    return classScores(total('correct'), total('predicted'), total('actual'));
  };

  return {
    add(predictedTags, actualTags) {
      assertSameLength('entityScores.add', predictedTags, actualTags);
      const predicted = entitiesOf('entityScores.add', 'predictedTags', predictedTags);
      const actual = entitiesOf('entityScores.add', 'actualTags', actualTags);
      const right = new Set(actual.map(key));
      for (const { type } of actual) tallyOf(type).actual++;
      for (const entity of predicted) {
        const tally = tallyOf(entity.type);
        tally.predicted++;
        if (right.has(key(entity))) tally.correct++;
      }
      tags += actualTags.length;
      rightTags += actualTags.filter((tag, step) => tag === predictedTags[step]).length;
    },
    get precision() {
      return overall().precision;
    },
    get recall() {
      return overall().recall;
    },
    get f1() {
      return overall().f1;
    },
    get support() {
      return overall().support;
    },
    get perType() {
      const names = [...tallies.keys()].sort();
      return Object.fromEntries(
        names.map((name) => {
          const { correct, predicted, actual } = tallyOf(name);
          return [name, classScores(correct, predicted, actual)];
        }),
      );
    },
    get accuracy() {
      return share(rightTags, tags);
    },
  };
}

function key({ type, start, end }: Entity): string {
  return `${start} ${end} ${type}`;
}
