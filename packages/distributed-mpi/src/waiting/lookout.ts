import { LostRankError } from '../errors/lost-rank-error.js';
import { MpiError } from '../errors/mpi-error.js';
import type { Place } from '../places.js';
import { deadPeers } from './dead-peers.js';
import type { Doing, Message, Messages } from './messages.js';

/** Milliseconds between looks after messages, and after the processes of this machine. */
const readEvery = 10;
const lookEvery = 100;

/** Milliseconds from a call of `hurry` to the roll call, and those that ranks then have for their answer. */
const hurryAfter = 300;
const answerWithin = { patient: 2000, hurried: 400 };

/** Ranks that one message or error names at the most, so that all of them can tell the same. */
const mostRanks = { lost: 50, atOdds: 20 };

/** How often the time-out is waited for where all ranks wait in the same call: what they exchange may be long, and the network slow. */
const turnsOfSlowness = 2;

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
  /** Time-outs of this wait after which all ranks were found to wait in the same call. */
  let slowTurns = 0;

  const placesOf = (ranks: readonly number[]): Place[] => places.filter((place) => ranks.includes(place.rank));
  /** The others hear of it, so that all end with the same message, whoever was first to find out. */
  const report = (all: readonly Place[], fate: string): never => {
    const lost = all.slice(0, mostRanks.lost);
    const ranks = lost.map((place) => place.rank);
    // Those that are lost, too: one that hangs may go on one day, and then knows why the others are gone.
    messages.send(
      { kind: 'lost', ranks, fate },
      others.map((place) => place.rank),
    );
    throw new LostRankError(lost, fate);
  };
  /** What another has found out, which counts from the first wait on that is not over. */
  let bad: Error | undefined;
  const read = (doing: Doing, isDone: () => boolean): void => {
    for (let next = messages.receive(); next !== undefined; next = messages.receive()) {
      const { from, message } = next;
      if (message.kind === 'question') messages.send({ kind: 'answer', doing }, [from]);
      else if (message.kind === 'answer') rollCall?.answers.set(from, message.doing);
      else bad ??= failureOf(from, message);
    }
    if (bad !== undefined && !isDone()) throw bad;
  };
  const failureOf = (from: number, message: Exclude<Message, { kind: 'question' | 'answer' }>): Error => {
    if (message.kind === 'disagreement') return new MpiError(message.text);
    if (places.length === 0) return new MpiError('openMpi: other ranks have left before all had joined');
    if (message.kind === 'lost') return new LostRankError(placesOf(message.ranks), message.fate);
    return new LostRankError(placesOf([from]), 'ended', message.reason);
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
    const all = new Map([[rank, doing], ...answers]);
    const isSlow = [...all.values()].every((one) => isSame(one, doing));
    if (isSlow && ++slowTurns < turnsOfSlowness) return;
    const text = isSlow ? slowness(doing, timeout * turnsOfSlowness) : disagreement(all, timeout);
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
      slowTurns = 0;
      return (waited) => {
        if (waited < nextRead) return;
        nextRead = waited + readEvery;
        read(doing, isDone);
        if (waited >= nextLook) {
          nextLook = waited + lookEvery;
          const dead = deadPeers(others);
          // What they have sent before their end may be here already, or have come since the last look.
          if (dead.length > 0 && !isDone()) {
            read(doing, isDone);
            report(dead, 'ended');
          }
        }
        const now = start + waited;
        if (places.length === 0 && waited > timeout) throw new MpiError(`openMpi: other ranks have not joined for ${timeout / 1000} s`);
        if (rollCall !== undefined) {
          if (now > rollCall.end) endTheRoll(rollCall, doing);
        } else if (waited > timeout * (1 + slowTurns)) callTheRoll(now, false);
        else if (hurriedAt !== undefined && now - Math.max(hurriedAt, start) > hurryAfter) callTheRoll(now, true);
      };
    },
  };
}

const isSame = (one: Doing, other: Doing): boolean =>
  one.method === other.method && one.call === other.call && one.numbers === other.numbers;

const describe = ({ method, call, numbers }: Doing): string =>
  `${method}${numbers === undefined ? '' : ` of ${numbers} numbers`} (call ${call})`;

function slowness(doing: Doing, waited: number): string {
  return (
    `all ranks answer, and all have waited for ${waited / 1000} s in ${describe(doing)}: the network is slow, or has stalled; give openMpi a ` +
    'longer timeout, or look after the network'
  );
}

function disagreement(all: ReadonlyMap<number, Doing>, timeout: number): string {
  const list = [...all].sort(([one], [other]) => one - other).map(([rank, doing]) => `rank ${rank} in ${describe(doing)}`);
  const named = list.slice(0, mostRanks.atOdds).join(', ');
  const more = list.length > mostRanks.atOdds ? ` and ${list.length - mostRanks.atOdds} more` : '';
  return (
    `all ranks answer, but they have waited for one another for ${timeout / 1000} s: ${named}${more}; each must call the same methods ` +
    'in the same order, with as many numbers of the same kind'
  );
}
