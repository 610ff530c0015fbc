import { dispose, keep, scalar } from '@tensorflow/tfjs-core';
import { assertNumber, type ForwardContext, type Model } from '@tidegate/core';
import type { StoredTensors, TrainingSnapshot } from '../snapshots/training-snapshot.js';
import type { LossGradients } from '../train/loss-gradients.js';
import { NonFiniteGradientError } from '../train/non-finite-gradient-error.js';
import { NonFiniteLossError } from '../train/non-finite-loss-error.js';
import { gatherCarried, shareOfCarried } from './carried-rows.js';
import type { DataParallel } from './data-parallel.js';
import { createGradientExchange } from './exchange-gradients.js';
import { meet, type Occasion, type Place } from './meeting.js';
import { assertSameStart, type Start } from './same-start.js';
import { assertSameSnapshot, assertSameWeights, broadcastWeights } from './same-weights.js';

export interface ReplicaOptions<Batch> {
  readonly parallel: DataParallel<Batch>;
  readonly model: Model<Batch>;
  readonly accumulate: number;
}

/** The options of training that must be the same in all processes, and whether this one is to stop. */
export type StartOptions = Omit<Start, 'elements' | 'tables' | 'accumulate'>;

/** What learns from this process's rows. */
export interface Learner<Batch> {
  /** @param share what the loss and its gradients count for; by default 1 */
  learn(batch: Batch | undefined, context: ForwardContext, share?: number): void;
  /** The mean over the batches so far, for the caller to dispose; nothing if no batch had rows. */
  take(): LossGradients | undefined;
}

/** What a process asks for at a step. */
export interface Wishes {
  /** Whether its signal is aborted. */
  readonly stop: boolean;
  /** Whether its snapshots are due; counts on rank 0. */
  readonly snapshot: boolean;
}

/** What all processes have learned in a step, and do after it. */
export interface Agreed extends Wishes {
  /** The means over the whole batches, for the caller to dispose. */
  readonly learned: LossGradients;
}

/** Where a process is, and whether its signal is aborted. */
export interface Stoppable extends Place {
  readonly stop?: boolean;
}

/** This process as one of several that train the same model. Each method is called by all of them. */
export interface Replica<Batch> {
  /**
   * Gives all the weights of rank 0, unless all have those of a snapshot.
   *
   * @returns whether one is to stop
   * @throws ArgumentError in all, if one begins elsewhere or with other options
   */
  start(options: StartOptions): Promise<boolean>;
  /** @returns whether one is to stop, and nothing was learned */
  learn(learner: Learner<Batch>, batch: Batch | undefined, context: ForwardContext, place: Stoppable): Promise<boolean>;
  /**
   * @throws NonFiniteLossError in all, if the loss of one is infinite or not a number
   * @throws NonFiniteGradientError in all, if a gradient is not a number
   */
  average(learner: Learner<Batch>, wishes: Wishes, place: Place): Promise<Agreed>;
  /** Waits for all. @returns whether one is to stop @throws TidegateError unless all are there */
  meet(occasion: Occasion, place: Stoppable): Promise<boolean>;
  /** What all carry, after a look at whether all have the same weights. @throws TidegateError if they have not */
  gather(carried: StoredTensors | undefined, step: number): Promise<StoredTensors | undefined>;
  /** A snapshot of all processes as one of this. */
  shareOf(snapshot: TrainingSnapshot): TrainingSnapshot;
}

export function createReplica<Batch>({ parallel, model, accumulate }: ReplicaOptions<Batch>): Replica<Batch> {
  const { group, partOf, tables = isEmbeddingTable } = parallel;
  const parameters = Object.fromEntries(Object.entries(model.parameters).filter(([, variable]) => variable.trainable));
  const exchange = createGradientExchange(group, parameters, tables);
  const untouched = new Array<number>(exchange.tables).fill(0);
  /** Of the batch, where a step has but one: the others hear of it when they hear of its loss. */
  let weight = 0;

  /** What each process tells, on each occasion as many numbers, so that what does not fit together is found out. */
  const tell = async (occasion: Occasion, place: Place, told: Partial<Told>): Promise<readonly Told[]> => {
    const { loss = 0, weight = 0, stop = false, snapshot = false, touched = untouched } = told;
    const records = await meet({ group, occasion, place, told: [loss, weight, Number(stop), Number(snapshot), ...touched] });
    return records.map(([loss, weight, stop, snapshot, ...touched]) => ({
      loss: loss as number,
      weight: weight as number,
      stop: stop === 1,
      snapshot: snapshot === 1,
      touched,
    }));
  };
  const averageOf = async (own: LossGradients | undefined, { stop, snapshot }: Wishes, place: Place): Promise<Agreed> => {
    const gradients = await exchange.read(own?.gradients);
    const loss = own ? ((await own.loss.data())[0] as number) : 0;
    const all = await tell('step', place, { loss, weight, stop, snapshot, touched: exchange.touched(gradients) });
    assertFinite(all, place);
    const scales = accumulate === 1 ? scalesOf(all) : all.map(() => 1);
    const touched = all.map((one) => one.touched);
    const sums = await exchange.sum({ own: gradients, touched, scale: scales[group.rank] as number });
    if (!sums.areNumbers) {
      dispose(sums.gradients);
      throw new NonFiniteGradientError(place.step, await exchange.blame(gradients));
    }
    const mean = all.reduce((sum, one, rank) => sum + one.loss * (scales[rank] as number), 0);
    return {
      learned: { gradients: sums.gradients, loss: keep(scalar(mean)) },
      stop: all.some((one) => one.stop),
      snapshot: all[0]?.snapshot === true,
    };
  };

  return {
    async start(options) {
      const variables = Object.values(model.parameters);
      const elements = variables.reduce((sum, { size }) => sum + size, 0);
      const stop = await assertSameStart(group, { ...options, accumulate, elements, tables: exchange.tables });
      if (options.from) await assertSameSnapshot(group, options.from);
      else await broadcastWeights(group, variables);
      return stop;
    },
    async learn(learner, batch, context, { stop = false, ...place }) {
      const part = batch === undefined ? { weight: 0, firstRow: 0 } : partOf(batch);
      assertNumber('train', 'parallel.partOf(batch).weight', part.weight, { least: 0 });
      weight = part.weight;
      let share = weight > 0 ? 1 / group.size : 0;
      if (accumulate > 1) {
        const all = await tell('batch', place, { weight, stop });
        if (all.some((one) => one.stop)) return true;
        share *= scalesOf(all)[group.rank] as number;
      }
      learner.learn(batch, { ...context, random: context.random.forRowsFrom(part.firstRow) }, share);
      return false;
    },
    async average(learner, wishes, place) {
      const own = learner.take();
      try {
        return await averageOf(own, wishes, place);
      } finally {
        if (own) dispose([own.loss, own.gradients]);
      }
    },
    async meet(occasion, { stop = false, ...place }) {
      const all = await tell(occasion, place, { stop });
      return all.some((one) => one.stop);
    },
    async gather(carried, step) {
      await assertSameWeights(group, parameters, step);
      return gatherCarried(group, carried);
    },
    shareOf: (snapshot) => ({ ...snapshot, carried: shareOfCarried(group, snapshot.carried) }),
  };
}

interface Told extends Wishes {
  readonly loss: number;
  readonly weight: number;
  /** Rows of each table. */
  readonly touched: readonly number[];
}

function isEmbeddingTable(name: string): boolean {
  return name === 'embedding/table' || name.endsWith('/embedding/table');
}

/**
 * By how much more the part of each process counts than one of so many equal parts: 1 where all weigh the same. As alone, a batch that
 * weighs nothing is one of loss 0.
 */
function scalesOf(all: readonly Told[]): readonly number[] {
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  return all.map(({ weight }) => (total > 0 ? (weight * all.length) / total : 0));
}

function assertFinite(all: readonly Told[], { step }: Place): void {
  const ranks = [...all.keys()].filter((rank) => !Number.isFinite(all[rank]?.loss));
  const [first] = ranks;
  if (first !== undefined) throw new NonFiniteLossError(step, all[first]?.loss as number, ranks);
}
