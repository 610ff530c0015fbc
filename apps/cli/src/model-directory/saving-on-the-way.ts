import { TidegateError } from '@tidegate/core';
import { LostRankError } from '@tidegate/distributed-mpi';
import { ModelDirectoryError } from '@tidegate/model-directory';
import { Interruption } from '../errors/interruption.js';
import { UsageError } from '../errors/usage-error.js';

export interface SavingOptions<State> {
  readonly directory: string;
  /** Writes the model as it is now, with what is known of it. */
  readonly write: (state: State) => Promise<void>;
  /** Tells the user that a write failed, in a line. */
  readonly warn: (line: string) => void;
}

/** Saves a model while it learns, so that a failure leaves what was learned before. */
export interface SavingOnTheWay<State> {
  /** A write that fails is told, once, and does not end the training: what matters is the one at its end. */
  save(state: State): Promise<void>;
  /** The same, but not at every occasion: once a second at most, and so that training is not held up for more than a twentieth of its time. */
  saveNowAndThen(state: State): Promise<void>;
  /** The error that ended a training, with what is left of it. */
  explain(error: unknown): unknown;
}

/** Milliseconds from one occasional save to the next, at least. */
const leastInterval = 1000;
/** How many times as long as a save training goes on before the next. */
const trainingForSaving = 19;

export function savingOnTheWay<State extends { readonly step: number }>({
  directory,
  write,
  warn,
}: SavingOptions<State>): SavingOnTheWay<State> {
  let savedStep: number | undefined;
  let isWarned = false;
  let nextAt = Number.NEGATIVE_INFINITY;

  const save = async (state: State): Promise<void> => {
    const start = performance.now();
    try {
      await write(state);
      savedStep = state.step;
    } catch (error) {
      if (!(error instanceof ModelDirectoryError)) throw error;
      if (!isWarned) warn(`${error.message}; training goes on`);
      isWarned = true;
    }
    const end = performance.now();
    nextAt = end + Math.max(leastInterval, trainingForSaving * (end - start));
  };
  return {
    save,
    async saveNowAndThen(state) {
      if (performance.now() >= nextAt) await save(state);
    },
    explain(error) {
      if (savedStep === undefined || error instanceof UsageError || error instanceof Interruption || error instanceof LostRankError)
        return error;
      const message = error instanceof Error ? error.message : String(error);
      return new TidegateError(`${message}; ${directory} holds the network as it was after step ${savedStep}`, { cause: error });
    },
  };
}
