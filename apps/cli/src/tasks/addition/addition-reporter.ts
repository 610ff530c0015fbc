import { count, counted, loss, percent, shellWord } from '@tidegate/model-directory/wording';
import { backendFields, type UsedBackend } from '../../backends/backend-fields.js';
import type { Processes } from '../../distributed/processes.js';
import { duration } from '../../reporting/duration.js';
import { createPace } from '../../reporting/live/pace.js';
import type { Reporter, Text } from '../../reporting/reporter.js';
import { describeMachine } from '../../text/describe-run.js';
import type { PredictedSum } from './predict-sums.js';
import type { AdditionSettings } from './settings.js';
import { layOutSum } from './sums-layout.js';
import type { Progress, StepReport } from './train-adder.js';

/** What a training run came to. */
export interface AdditionOutcome {
  /** Its last step's progress. */
  readonly last: Progress;
  /** Share of the pairs that it adds without a mistake; nothing if the user has interrupted the training or the test. */
  readonly exactSums?: number;
  readonly pairs?: number;
  /** Fresh sums as the trained network does them. */
  readonly samples: readonly PredictedSum[];
  /** Whether training ended before it was complete. */
  readonly isInterrupted: boolean;
  /** Where the model was written to. */
  readonly savedTo?: string;
  /** The folder that the run can go on from. */
  readonly resumable?: string | undefined;
}

/** Tells the user how a network learns to add. */
export interface AdditionReporter {
  start(): void;
  progress(progress: Progress): void;
  report(report: StepReport): void;
  /** A checkpoint was written. */
  saved(step: number, path: string): void;
  outcome(outcome: AdditionOutcome): void;
}

/** What computes, and who. */
export interface AdditionMachine extends UsedBackend {
  readonly processes: Processes;
}

export function additionReporter(reporter: Reporter, settings: AdditionSettings, used: AdditionMachine): AdditionReporter {
  const pace = createPace();
  const showProgress = ({ step, steps, loss: value, stepsPerSecond }: Progress): void => {
    reporter.progress({
      done: step,
      total: steps,
      text: `${duration((steps - step) / stepsPerSecond)} left`,
      figures: [
        { name: 'loss', value, text: loss(value) },
        { name: 'learning rate', value: settings.learningRate, text: String(settings.learningRate) },
        { name: 'speed', value: pace(step, step / stepsPerSecond), text: `${count(stepsPerSecond)} steps/s` },
      ],
    });
  };
  return {
    start: () => reporter.say(() => `${describe(settings, used)}\n`),
    progress: showProgress,
    report(report) {
      const { step, steps, loss: value, stepsPerSecond, sample } = report;
      reporter.event('step', { step, steps, loss: value, stepsPerSecond, sample }, reportLine(report));
      showProgress(report);
    },
    saved: (step, path) => reporter.event('checkpoint', { step, path }, () => undefined),
    outcome(outcome) {
      const { last, exactSums, pairs, isInterrupted, savedTo } = outcome;
      const { step: steps, loss: value, stepsPerSecond } = last;
      const { preset, seed } = settings;
      const isUntested = exactSums === undefined;
      const extra = {
        ...(isUntested && { interrupted: true }),
        ...(isUntested && !isInterrupted && { untested: true }),
        ...(savedTo !== undefined && { out: savedTo }),
      };
      const fields = {
        preset,
        seed,
        steps,
        loss: value,
        ...(exactSums !== undefined && { exactSums, pairs }),
        stepsPerSecond,
        ...backendFields(used),
        ...used.processes.fields,
        ...extra,
      };
      reporter.result(fields, outcomeText(outcome, settings, used.processes));
    },
  };
}

function describe(
  { preset, config, bits, steps, batchSize, optimizer, learningRate, seed }: AdditionSettings,
  { backend, processes }: AdditionMachine,
): string {
  const { cell, hiddenSize, layers = 1, bidirectional } = config;
  const network = `${layers} ${bidirectional ? 'bidirectional ' : ''}${cell} layer${layers === 1 ? '' : 's'} of ${hiddenSize} units`;
  const examples = counted(batchSize, 'sum');
  return `${preset}: ${network} learn${layers === 1 ? 's' : ''} to add ${bits}-bit numbers
${counted(steps, 'step')} of ${examples}, ${optimizer} at ${learningRate}, seed ${seed}, ${describeMachine(backend, processes)}`;
}

/** `step   200/2,000  loss 0.246  190 steps/s  66 + 109 = 175, says 247` */
function reportLine({ step, steps, loss: value, stepsPerSecond, sample }: StepReport): Text {
  return ({ green, red }) => {
    const { first, second, sum, predicted } = sample;
    const verdict = predicted === sum ? green('right') : red(`says ${predicted}`);
    const position = `${count(step).padStart(count(steps).length)}/${count(steps)}`;
    const figures = `loss ${loss(value).padEnd(8)}  ${count(stepsPerSecond)} steps/s`;
    return `step ${position}  ${figures}  ${first} + ${second} = ${sum}, ${verdict}`;
  };
}

function outcomeText(
  { last, exactSums, pairs = 0, samples, isInterrupted, savedTo, resumable }: AdditionOutcome,
  settings: AdditionSettings,
  { commandLine }: Processes,
): Text {
  return (colours) => {
    const { bold, dim } = colours;
    const seconds = last.step / last.stepsPerSecond;
    const all = pairs === 2 ** (2 * settings.bits - 2) ? 'all ' : '';
    return [
      `\n${isInterrupted ? 'Interrupted after' : 'Done:'} ${counted(last.step, 'step')} in ${duration(seconds)}`,
      `loss        ${bold(loss(last.loss))}`,
      exactSums === undefined
        ? untested(isInterrupted)
        : `exact sums  ${bold(percent(exactSums))} of ${all}${count(pairs)} pairs of numbers`,
      '\nSome new sums, the most significant bit first:',
      ...samples.map((sample) => `\n${layOutSum(sample, settings.bits, colours)}`),
      '',
      ...(isInterrupted && resumable !== undefined ? [dim(`Go on with it: ${commandLine(`train --resume ${shellWord(resumable)}`)}`)] : []),
      ...nextLines(settings, savedTo).map(dim),
    ].join('\n');
  };
}

function untested(isInterrupted: boolean): string {
  return `exact sums  not tested to the end${isInterrupted ? '' : '; training is complete'}`;
}

function nextLines({ preset, bits }: AdditionSettings, savedTo: string | undefined): string[] {
  const longer = Math.min(32, 2 * bits);
  if (savedTo !== undefined)
    return [`Saved to ${savedTo}. Does it add longer numbers?`, `  tidegate evaluate ${shellWord(savedTo)} --bits ${longer}`];
  const folder = `${preset}-model`;
  return [
    'Keep the network and try it on longer numbers:',
    `  tidegate train ${preset} --out ${folder}`,
    `  tidegate evaluate ${folder} --bits ${longer}`,
  ];
}
