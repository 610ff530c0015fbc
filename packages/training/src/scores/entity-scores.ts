import { gatherJson } from '../process-group/gather-json.js';
import type { ProcessGroup } from '../process-group/process-group.js';
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
  /** Adds what the other processes have counted, one that has counted nothing among them; to be called once, when all have counted. */
  sumOver(group: ProcessGroup): Promise<void>;
  /** By the name of the type, in alphabetical order. */
  readonly perType: Readonly<Record<string, ClassScores>>;
  /** The share of the tags that are right, those of no entity among them. */
  readonly accuracy: number;
}

interface Tally {
  correct: number;
  predicted: number;
  actual: number;
}

/** What one process has counted. */
interface Counted {
  readonly tags: number;
  readonly rightTags: number;
  readonly tallies: readonly (readonly [type: string, tally: Tally])[];
}

/**
 * Precision, recall and F1 of whole entities in BIO tags, as the script conlleval of CoNLL-2000 counts them (Tjong Kim Sang and Buchholz
 * 2000): an entity is right if its first step, its last step and its type are.
 */
export function entityScores(): EntityScores {
  const tallies = new Map<string, Tally>();
  let tags = 0;
  let rightTags = 0;
  const tallyOf = (type: string): Tally => {
    const tally = tallies.get(type) ?? { correct: 0, predicted: 0, actual: 0 };
    tallies.set(type, tally);
    return tally;
  };
  const overall = (): ClassScores => {
    const total = (of: keyof Tally): number => [...tallies.values()].reduce((sum, tally) => sum + tally[of], 0);
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
    async sumOver(group) {
      const all = await gatherJson<Counted>(group, { tags, rightTags, tallies: [...tallies] });
      tallies.clear();
      [tags, rightTags] = [0, 0];
      // A type may occur in the part of one process alone.
      for (const counted of all) {
        tags += counted.tags;
        rightTags += counted.rightTags;
        for (const [type, { correct, predicted, actual }] of counted.tallies) {
          const tally = tallyOf(type);
          tally.correct += correct;
          tally.predicted += predicted;
          tally.actual += actual;
        }
      }
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
