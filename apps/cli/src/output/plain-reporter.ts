import type { StepReport } from '../addition/train-adder.js';
import type { TrainSettings } from '../presets/settings.js';
import type { Output } from '../process/output.js';
import { count, duration, loss, percent } from './figures.js';
import { layOutSum } from './sums-layout.js';
import { silentReporter, type TrainReporter } from './train-reporter.js';

/** Plain lines, for a pipe or a log file. */
export function plainReporter(output: Output): TrainReporter {
  const { bold, dim } = output.colours;
  return {
    ...silentReporter,
    start(settings, backend) {
      output.line(`${describe(settings, backend)}\n`);
    },
    report(report) {
      output.line(reportLine(report, output));
    },
    outcome({ last, exactSums, pairs, samples, isInterrupted, savedTo }, settings) {
      const seconds = last.step / last.stepsPerSecond;
      output.line(`\n${isInterrupted ? 'Interrupted after' : 'Done:'} ${count(last.step)} steps in ${duration(seconds)}`);
      output.line(`loss        ${bold(loss(last.loss))}`);
      output.line(
        `exact sums  ${bold(percent(exactSums))} of ${pairs === 2 ** (2 * settings.bits - 2) ? 'all ' : ''}${count(pairs)} pairs of numbers`,
      );
      output.line('\nSome new sums, the most significant bit first:');
      for (const sample of samples) output.line(`\n${layOutSum(sample, settings.bits, output.colours)}`);
      output.line('');
      for (const line of nextLines(settings, savedTo)) output.line(dim(line));
    },
  };
}

function describe({ preset, config, bits, steps, batchSize, optimizer, learningRate, seed }: TrainSettings, backend: string): string {
  const { cell, hiddenSize, layers = 1, bidirectional } = config;
  const network = `${layers} ${bidirectional ? 'bidirectional ' : ''}${cell} layer${layers === 1 ? '' : 's'} of ${hiddenSize} units`;
  const examples = batchSize === 1 ? '1 sum' : `${count(batchSize)} sums`;
  return `${preset}: ${network} learn${layers === 1 ? 's' : ''} to add ${bits}-bit numbers
${count(steps)} steps of ${examples}, ${optimizer} at ${learningRate}, seed ${seed}, backend ${backend}`;
}

/** `step   200/2,000  loss 0.246  190 steps/s  66 + 109 = 175, says 247` */
export function reportLine({ step, steps, loss: value, stepsPerSecond, sample }: StepReport, { colours }: Output): string {
  const { first, second, sum, predicted } = sample;
  const verdict = predicted === sum ? colours.green('right') : colours.red(`says ${predicted}`);
  const position = `${count(step).padStart(count(steps).length)}/${count(steps)}`;
  const figures = `loss ${loss(value).padEnd(8)}  ${count(stepsPerSecond)} steps/s`;
  return `step ${position}  ${figures}  ${first} + ${second} = ${sum}, ${verdict}`;
}

function nextLines({ preset, bits }: TrainSettings, savedTo: string | undefined): string[] {
  const longer = Math.min(32, 2 * bits);
  if (savedTo !== undefined) return [`Saved to ${savedTo}. Does it add longer numbers?`, `  tidegate evaluate ${savedTo} --bits ${longer}`];
  const folder = `${preset}-model`;
  return [
    'Keep the network and try it on longer numbers:',
    `  tidegate train ${preset} --out ${folder}`,
    `  tidegate evaluate ${folder} --bits ${longer}`,
  ];
}
