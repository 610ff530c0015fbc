import { createLogUpdate } from 'log-update';
import type { Progress } from '../addition/train-adder.js';
import type { Output } from '../process/output.js';
import { count, duration, loss } from './figures.js';
import { plainReporter, reportLine } from './plain-reporter.js';
import type { TrainReporter } from './train-reporter.js';

/** Milliseconds from one picture to the next. */
const interval = 80;
const barWidth = 24;

/** A line on a terminal that moves as training goes on, below the lines that stay. */
export function liveReporter(output: Output): TrainReporter {
  const view = createLogUpdate(output.stream);
  let shownAt = Number.NEGATIVE_INFINITY;
  const show = (progress: Progress): void => {
    view(progressLine(progress, output.colours));
    shownAt = performance.now();
  };
  return {
    ...plainReporter(output),
    wantsProgress: () => performance.now() - shownAt >= interval,
    progress: show,
    report(report) {
      view.persist(reportLine(report, output));
      show(report);
    },
    close() {
      view.clear();
      view.done();
    },
  };
}

/** `━━━━━━━━━━━━──────────── 1,000/2,000  loss 0.0129  280 steps/s  3.6s left` */
function progressLine({ step, steps, loss: value, stepsPerSecond }: Progress, { cyan, dim }: Output['colours']): string {
  const filled = Math.floor((barWidth * step) / steps);
  const bar = cyan('━'.repeat(filled)) + dim('─'.repeat(barWidth - filled));
  const left = duration((steps - step) / stepsPerSecond);
  return `${bar} ${count(step)}/${count(steps)}  loss ${loss(value)}  ${count(stepsPerSecond)} steps/s  ${left} left`;
}
