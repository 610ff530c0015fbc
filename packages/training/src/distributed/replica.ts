import { dispose, keep, scalar } from '@tensorflow/tfjs-core';
import { assertNumber, type ForwardContext, type Model } from '@tidegate/core';
import type { StoredTensors, TrainingSnapshot } from '../snapshots/training-snapshot.js';
import type { LossGradients } from '../train/loss-gradients.js';
import { NonFiniteLossError } from '../train/non-finite-loss-error.js';
import { gatherCarried, shareOfCarried } from './carried-rows.js';
import type { DataParallel } from './data-parallel.js';
import { createGradientExchange } from './exchange-gradients.js';
import { meet, type Occasion, type Place } from './meeting.js';
import { assertSameStart, type Start } from './same-start.js';
import { assertSameSnapshot, assertSameWeights, broadcastWeights } from './same-weights.js';
import type { Records } from './share-records.js';

export interface ReplicaOptions<Batch> {
  readonly parallel: DataParallel<Batch>;
  readonly model: Model<Batch>;
}

/** The options of training that must be the same in all processes. */
export type SameOptions = Omit<Start, 'elements' | 'tables'>;

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

/** This process as one of several that train the same model. Each method is called by all of them. */
export interface Replica<Batch> {
  /**
   * Gives all the weights of rank 0, unless all have those of a snapshot.
   *
   * @throws ArgumentError in all, if one begins elsewhere or with other options
   */
  start(options: SameOptions): Promise<void>;
  learn(learner: Learner<Batch>, batch: Batch | undefined, context: ForwardContext, place: Place): Promise<void>;
  /** @throws NonFiniteLossError in all, if the loss of one is infinite or not a number */
  average(learner: Learner<Batch>, wishes: Wishes, place: Place): Promise<Agreed>;
  /** Waits for all. @throws TidegateError unless all are there */
  meet(occasion: Occasion, place: Place): Promise<void>;
  /** What all carry, after a look at whether all have the same weights. @throws TidegateError if they have not */
  gather(carried: StoredTensors | undefined, step: number): Promise<StoredTensors | undefined>;
  /** A snapshot of all processes as one of this. */
  shareOf(snapshot: TrainingSnapshot): TrainingSnapshot;
}

export function createReplica<Batch>({ parallel, model }: ReplicaOptions<Batch>): Replica<Batch> {
  const { group, partOf, tables = isEmbeddingTable } = parallel;
  const parameters = Object.fromEntries(Object.entries(model.parameters).filter(([, variable]) => variable.trainable));
  const exchange = createGradientExchange(group, parameters, tables);
  /** As much as is told at a step, so that what does not fit together is found out. */
  const nothing = new Array<number>(3 + exchange.tables).fill(0);

  const averageOf = async (own: LossGradients | undefined, { stop, snapshot }: Wishes, place: Place): Promise<Agreed> => {
    const gradients = await exchange.read(own?.gradients);
    const loss = own ? ((await own.loss.data())[0] as number) : 0;
    const told = [loss, Number(stop), Number(snapshot), ...exchange.touched(gradients)];
    const records = await meet({ group, occasion: 'step', place, told });
    assertFinite(records, place);
    const mean = records.reduce((sum, [lossOfPart]) => sum + (lossOfPart as number), 0);
    const touched = records.map((record) => record.slice(3));
    return {
      learned: { gradients: await exchange.sum({ own: gradients, touched }), loss: keep(scalar(mean)) },
      stop: records.some((record) => record[1] === 1),
      snapshot: records[0]?.[2] === 1,
    };
  };

  return {
    async start(options) {
      const variables = Object.values(model.parameters);
      const elements = variables.reduce((sum, { size }) => sum + size, 0);
      await assertSameStart(group, { ...options, elements, tables: exchange.tables });
      if (options.from) await assertSameSnapshot(group, options.from);
      else await broadcastWeights(group, variables);
    },
    async learn(learner, batch, context, place) {
      const part = batch === undefined ? { weight: 0, firstRow: 0 } : partOf(batch);
      assertNumber('train', 'parallel.partOf(batch).weight', part.weight, { least: 0 });
      const records = await meet({ group, occasion: 'batch', place, told: [part.weight, ...nothing.slice(1)] });
      const total = records.reduce((sum, [weight]) => sum + (weight as number), 0);
      // As alone, a batch that weighs nothing is one of loss 0.
      const share = total > 0 ? part.weight / total : 0;
      learner.learn(batch, { ...context, random: context.random.forRowsFrom(part.firstRow) }, share);
    },
    async average(learner, wishes, place) {
      const own = learner.take();
      try {
        return await averageOf(own, wishes, place);
      } finally {
        if (own) dispose([own.loss, own.gradients]);
      }
    },
    async meet(occasion, place) {
      await meet({ group, occasion, place, told: nothing });
    },
    async gather(carried, step) {
      await assertSameWeights(group, parameters, step);
      return gatherCarried(group, carried);
    },
    shareOf: (snapshot) => ({ ...snapshot, carried: shareOfCarried(group, snapshot.carried) }),
  };
}

function isEmbeddingTable(name: string): boolean {
  return name === 'embedding/table' || name.endsWith('/embedding/table');
}

function assertFinite(records: Records, { step }: Place): void {
  const ranks = [...records.keys()].filter((rank) => !Number.isFinite(records[rank]?.[0]));
  const [first] = ranks;
  if (first !== undefined) throw new NonFiniteLossError(step, records[first]?.[0] as number, ranks);
}
