import { LostRankError } from '../errors/lost-rank-error.js';
import { MpiError } from '../errors/mpi-error.js';
import type { Place } from '../places.js';
import { deadPeers } from './dead-peers.js';
import type { Doing, Messages } from './messages.js';

/** Milliseconds between looks after messages, and after the processes of this machine. */
const readEvery = 10;
const lookEvery = 100;

/** Milliseconds from a call of `hurry` to the roll call, and those that ranks then have for their answer. */
const hurryAfter = 300;
const answerWithin = { patient: 2000, hurried: 400 };

/** Ranks that one message or error names at the most. */
const mostRanks = 50;

/** Finds out, while this rank waits, whether others are lost. */
export interface Lookout {
  /**
   * @param isDone whether the wait is over after all
   * @returns to be called now and then with the milliseconds waited so far; throws where waiting is in vain
   */
  watch(doing: Doing, isDone: () => boolean): (waited: number) => void;
  hurry(): void;
}

interface RollCall {
  readonly end: number;
  readonly fate: string;
  /** What those do that have answered. */
  readonly answers: Map<number, Doing>;
  readonly isHurried: boolean;
}

/** @param places of all ranks; none as long as they are not known */
export function createLookout(messages: Messages, places: readonly Place[], rank: number, timeout: number): Lookout {
  const others = places.filter((place) => place.rank !== rank);
  let hurriedAt: number | undefined;
  let rollCall: RollCall | undefined;

  const placesOf = (ranks: readonly number[]): Place[] => places.filter((place) => ranks.includes(place.rank));
  /** The others hear of it, so that all end with the same message, whoever was first to find out. */
  const report = (lost: readonly Place[], fate: string): never => {
    const ranks = lost.map((place) => place.rank).slice(0, mostRanks);
    // Those that are lost, too: one that hangs may go on one day, and then knows why the others are gone.
    messages.send(
      { kind: 'lost', ranks, fate },
      others.map((place) => place.rank),
    );
    throw new LostRankError(lost, fate);
  };
  const read = (doing: Doing): void => {
    for (let next = messages.receive(); next !== undefined; next = messages.receive()) {
      const { from, message } = next;
      if (message.kind === 'question') messages.send({ kind: 'answer', doing }, [from]);
      else if (message.kind === 'answer') rollCall?.answers.set(from, message.doing);
      else if (message.kind === 'disagreement') throw new MpiError(message.text);
      else if (message.kind === 'lost') throw new LostRankError(placesOf(message.ranks), message.fate);
      else throw new LostRankError(placesOf([from]), `ended: ${message.reason}`);
    }
  };
  const callTheRoll = (now: number, isHurried: boolean): void => {
    messages.send(
      { kind: 'question' },
      others.map((place) => place.rank),
    );
    const fate = isHurried ? 'not answered' : `not answered for ${timeout / 1000} s`;
    rollCall = { end: now + answerWithin[isHurried ? 'hurried' : 'patient'], fate, answers: new Map(), isHurried };
  };
  const endTheRoll = ({ answers, fate, isHurried }: RollCall, doing: Doing): void => {
    rollCall = undefined;
    // A process of this machine that lives may take its time; only the time-out ends that.
    const missing = others.filter((place) => !answers.has(place.rank) && !(isHurried && place.isLocal));
    if (missing.length > 0) report(missing, fate);
    if (isHurried) {
      hurriedAt = undefined;
      return;
    }
    const text = disagreement(new Map([[rank, doing], ...answers]), timeout);
    messages.send(
      { kind: 'disagreement', text },
      others.map((place) => place.rank),
    );
    throw new MpiError(text);
  };
  return {
    hurry() {
      hurriedAt = performance.now();
    },
    watch(doing, isDone) {
      const start = performance.now();
      let [nextRead, nextLook] = [readEvery, lookEvery];
      rollCall = undefined;
      return (waited) => {
        if (waited < nextRead) return;
        nextRead = waited + readEvery;
        read(doing);
        if (waited >= nextLook) {
          nextLook = waited + lookEvery;
          const dead = deadPeers(others);
          // What they have sent before their end may be here already, or have come since the last look.
          if (dead.length > 0 && !isDone()) {
            read(doing);
            report(dead, 'ended');
          }
        }
        const now = start + waited;
        if (places.length === 0 && waited > timeout) throw new MpiError(`openMpi: other ranks have not joined for ${timeout / 1000} s`);
        if (rollCall !== undefined) {
          if (now > rollCall.end) endTheRoll(rollCall, doing);
        } else if (waited > timeout) callTheRoll(now, false);
        else if (hurriedAt !== undefined && now - Math.max(hurriedAt, start) > hurryAfter) callTheRoll(now, true);
      };
    },
  };
}

function disagreement(all: ReadonlyMap<number, Doing>, timeout: number): string {
  const list = [...all]
    .slice(0, mostRanks)
    .map(([rank, { method, call }]) => `rank ${rank} in ${method} (call ${call})`)
    .sort();
  return (
    `all ranks answer, but they have waited for one another for ${timeout / 1000} s: ${list.join(', ')}; each must call the same methods ` +
    'in the same order, with as many numbers of the same kind'
  );
}
