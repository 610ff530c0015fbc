import { count, counted, loss, shellWord } from '@tidegate/model-directory/wording';
import { backendFields } from '../backends/backend-fields.js';
import { duration } from '../reporting/duration.js';
import type { Text } from '../reporting/reporter.js';
import type { Trained } from './network-training.js';
import type { Run } from './with-run.js';

/** What a run came to, and how it is kept. */
export interface Conclusion {
  readonly run: Run;
  readonly preset: string;
  readonly settings: { readonly valid?: string | false; readonly test?: string; readonly out?: string };
  readonly trained: Trained<unknown>;
  /** What the figures are of, if anything was measured. */
  readonly measuredOn: 'test' | 'validation' | undefined;
  readonly details: { readonly fields: Readonly<Record<string, unknown>>; readonly text: Text } | undefined;
  /** What is counted: `examples`, `tokens`. */
  readonly unit: string;
  /** What was left out of the data, in a line. */
  readonly skipped?: string | undefined;
  /** Writes the model to `--out`. */
  save(): Promise<void>;
}

/** Saves the model where `--out` asks for it, and tells what came of the run. */
export async function concludeRun(conclusion: Conclusion): Promise<void> {
  const { run, preset, settings, trained, measuredOn, details, unit, skipped, save } = conclusion;
  const { reporter, seed } = run;
  const { last, step, epochs } = trained;
  try {
    if (settings.out !== undefined) await save();
  } finally {
    // A full disk must not cost the user the result too.
    const fields = {
      preset,
      seed,
      steps: last.step,
      ...(step !== last.step && { bestStep: step }),
      epochs,
      ...(measuredOn ? { measuredOn } : { loss: last.meanLoss }),
      ...details?.fields,
      trainingLoss: last.meanLoss,
      [`${unit}PerSecond`]: last.examples / last.seconds,
      seconds: last.seconds,
      ...backendFields(run),
      ...run.processes.fields,
      ...(skipped !== undefined && { skipped }),
      ...((trained.isInterrupted || isUntested(conclusion)) && { interrupted: true }),
      ...(isUntested(conclusion) && { untested: true }),
      ...(settings.out !== undefined && { out: settings.out }),
    };
    reporter.result(fields, describe(conclusion));
  }
}

/** Whether the user has interrupted the test of a network whose training was complete. */
function isUntested({ trained, settings, measuredOn }: Conclusion): boolean {
  return !trained.isInterrupted && settings.test !== undefined && measuredOn !== 'test';
}

function describe(conclusion: Conclusion): Text {
  const { run, settings, trained, measuredOn, details, skipped } = conclusion;
  return (colours) => {
    const { bold, dim } = colours;
    const { last, step, isInterrupted } = trained;
    const verb = isInterrupted ? 'Interrupted after' : 'Done:';
    const best = step === last.step ? '' : `; the weights are those of step ${count(step)}, the best`;
    const unmeasured =
      isInterrupted || isUntested(conclusion) ? 'it ended before anything was measured' : 'nothing was held out to measure on';
    return [
      `\n${verb} ${counted(last.step, 'step')} in ${duration(last.seconds)}${best}`,
      ...(skipped === undefined ? [] : [skipped]),
      ...(measuredOn === undefined
        ? [`loss ${bold(loss(last.meanLoss))} on what was learned from; ${unmeasured}`]
        : [bold(`On the ${measuredOn} data${sourceOf(settings, measuredOn)}:`), details?.text(colours) ?? '']),
      ...(isInterrupted && run.checkpoints.resumable !== undefined
        ? [dim(`Go on with it: ${run.processes.commandLine(`train --resume ${shellWord(run.checkpoints.resumable)}`)}`)]
        : []),
      ...(isUntested(conclusion) ? [untestedLine(settings)] : []),
      dim(settings.out === undefined ? 'Give --out DIR to keep the network.' : `Saved to ${settings.out}`),
    ].join('\n');
  };
}

function sourceOf({ valid, test }: Conclusion['settings'], measuredOn: 'test' | 'validation'): string {
  if (measuredOn === 'test') return ` (${test})`;
  return valid ? ` (${valid}), by which the weights were chosen` : ', a tenth of --data, by which the weights were chosen';
}

function untestedLine({ test = '', out }: Conclusion['settings']): string {
  const remedy = out === undefined ? '' : `; do so with: tidegate evaluate ${shellWord(out)} --data ${shellWord(test)}`;
  return `Training is complete, but the test data were not measured to their end${remedy}`;
}
