import { createRandom } from '@tidegate/core';
import { additionBatches, binaryAddition, sampledPairs } from '@tidegate/datasets';
import { type SequenceTagger, sequenceTagger } from '@tidegate/models';
import { adam, collectLosses, NonFiniteLossError, train } from '@tidegate/training';
import { emptyCurve, withPoint } from '../../charts/curve.js';
import { createRunControl } from '../../compute/run-control.js';
import type { CarrySearch, ExactSums, Failure, Progress, SumTrace } from '../api.js';
import type { AdditionSettings, Operands } from '../settings.js';
import { findCarryUnit } from './find-carry-unit.js';
import { measureSums } from './measure-sums.js';
import { additionLoss, batchSize, networkOf, stepsOfRun } from './recipe.js';
import { createStopwatch } from './stopwatch.js';
import { traceSum } from './trace-sum.js';

/** Milliseconds from one report to the next while training runs. */
const reportInterval = 200;
/** Steps from one test to the next, and the sums of a test: few enough to cost training little. */
const testEvery = 50;
const testedSums = 256;
/** Sums over which the carry is looked for. */
const carrySums = 256;

/** A network, and its training. */
export interface AdderRun {
  readonly settings: AdditionSettings;
  readonly model: SequenceTagger;
  /** What was last reported. */
  readonly progress: () => Progress;
  /** Trains until the goal; where that is reached, until the next one. */
  resume(): void;
  pause(): void;
  /** One step of training, and a pause. */
  stepOnce(): void;
  traceSum(operands: Operands): Promise<SumTrace>;
  findCarry(): Promise<CarrySearch>;
  /** Tries all test sums, and reports. */
  test(): Promise<void>;
  /** Ends the training and frees the network. */
  dispose(): Promise<void>;
}

export interface AdderRunOptions {
  readonly settings: AdditionSettings;
  /** The number that reports carry. */
  readonly run: number;
  /** Where to go on: a network that was trained before, which the run then owns; default: a new one. */
  readonly model?: SequenceTagger;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * The training of `tidegate train adder`: with the same settings, the same weights after each step, bit for bit on the same backend. It
 * waits to be resumed.
 */
export function createAdderRun({ settings, run, onProgress, ...options }: AdderRunOptions): AdderRun {
  const { bits, rate, seed } = settings;
  const random = createRandom(seed);
  const data = binaryAddition({ bits, random: random.split('data') });
  const model = options.model ?? sequenceTagger(networkOf(settings), random.split('model'));
  const losses = collectLosses();
  let [lossCurve, exactCurve] = [emptyCurve, emptyCurve];
  const stopwatch = createStopwatch();
  let [step, goal] = [0, stepsOfRun];
  let state: Progress['state'] = 'ready';
  let loss: number | undefined;
  let exact: ExactSums | undefined;
  let failure: Failure | undefined;
  let isStopped = false;
  let training: Promise<void> | undefined;
  let reported = 0;

  const progress = (): Progress => ({
    run,
    state,
    step,
    goal,
    ...(loss !== undefined && { loss }),
    ...(exact && { exact }),
    seconds: stopwatch.seconds(),
    lossCurve: lossCurve.points,
    exactCurve: exactCurve.points,
    ...(failure && { failure }),
  });
  const report = (): void => {
    reported = performance.now();
    if (!isStopped) onProgress(progress());
  };
  /** Of all steps so far; training waits meanwhile. */
  const readLosses = async (): Promise<void> => {
    const read = await losses.read();
    for (const [index, y] of read.entries()) lossCurve = withPoint(lossCurve, { x: step - read.length + 1 + index, y });
    loss = read.at(-1) ?? loss;
  };
  const measure = async (isComplete: boolean): Promise<void> => {
    const sums = isComplete ? data.testPairs : testedSums;
    const examples = isComplete ? data.examples('test') : sampledPairs({ bits, random: random.split('tested'), count: sums });
    const share = await measureSums(model, examples, { bits, isStopped: () => isStopped });
    exact = { step, share, sums, isComplete };
    exactCurve = withPoint(exactCurve, { x: step, y: share });
  };
  const control = createRunControl({
    onPause() {
      stopwatch.halt();
      state = step === goal ? 'done' : 'paused';
      void readLosses().then(report, fail);
    },
  });

  const learn = async (): Promise<void> => {
    await train({
      model,
      batches: additionBatches(data.examples('train'), { bits, batchSize }),
      loss: additionLoss,
      optimizer: adam(),
      learningRate: rate,
      random: random.split('train'),
      observers: [
        losses,
        {
          async onStepEnd(event) {
            step = event.step;
            if (step === goal) {
              control.pause();
              stopwatch.halt();
              await readLosses();
              report();
              await measure(true);
            } else {
              if (step % testEvery === 0) await measure(false);
              if (performance.now() - reported < reportInterval) return;
              await readLosses();
              report();
            }
          },
        },
        control.observer,
      ],
    });
  };
  const fail = (error: unknown): void => {
    stopwatch.halt();
    state = 'failed';
    failure =
      error instanceof NonFiniteLossError
        ? { kind: 'nonFinite', step: error.step }
        : { kind: 'other', reason: error instanceof Error ? error.message : String(error) };
    report();
  };
  const goOn = (apply: () => void): void => {
    if (state === 'failed' || isStopped) return;
    if (step >= goal) goal += stepsOfRun;
    state = 'running';
    stopwatch.run();
    apply();
    training ??= learn().catch(fail);
    report();
  };

  return {
    settings,
    model,
    progress,
    resume: () => goOn(control.resume),
    pause: control.pause,
    stepOnce: () => goOn(control.stepOnce),
    async traceSum(operands) {
      const at = step;
      return { ...(await traceSum(model, operands, bits)), run, step: at };
    },
    async findCarry() {
      const at = step;
      const sums = [...sampledPairs({ bits, random: random.split('carried'), count: carrySums })];
      return { ...(await findCarryUnit(model, sums, bits)), run, step: at };
    },
    async test() {
      await measure(true);
      report();
    },
    async dispose() {
      isStopped = true;
      control.stop();
      await training;
      losses.dispose();
      model.dispose();
    },
  };
}
