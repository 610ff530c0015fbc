import type { Output } from '../process/output.js';
import { silentReporter, type TrainReporter } from './train-reporter.js';

/** One JSON object a line: an event for every report, and the result as the last one. */
export function jsonReporter(output: Output, { resultOnly }: { readonly resultOnly: boolean }): TrainReporter {
  return {
    ...silentReporter,
    report({ step, steps, loss, stepsPerSecond, sample }) {
      if (!resultOnly) writeEvent(output, 'step', { step, steps, loss, stepsPerSecond, sample });
    },
    outcome({ last, exactSums, pairs, isInterrupted, savedTo }, { preset, seed }, backend) {
      const { step: steps, loss, stepsPerSecond } = last;
      writeEvent(output, 'result', {
        preset,
        seed,
        steps,
        loss,
        exactSums,
        pairs,
        stepsPerSecond,
        backend,
        ...(isInterrupted && { interrupted: true }),
        ...(savedTo !== undefined && { out: savedTo }),
      });
    },
  };
}

export function writeEvent(output: Output, event: string, fields: Readonly<Record<string, unknown>>): void {
  output.line(JSON.stringify({ event, ...fields }));
}
