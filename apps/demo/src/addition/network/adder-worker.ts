import type { startBackend } from '../../compute/start-backend.js';
import type { AdditionApi, Progress } from '../api.js';
import { type AdderRun, createAdderRun } from './adder-run.js';

/** What the worker of the page does; one network at a time. */
export function createAdderWorker(start: typeof startBackend): AdditionApi {
  let run: AdderRun | undefined;
  let tell: (progress: Progress) => void = () => undefined;
  /** Networks are made one after the other: each begins when the one before is gone. */
  let last: Promise<unknown> = Promise.resolve();
  const replace = (create: () => AdderRun): Promise<void> => {
    const replaced = last.then(async () => {
      const before = run;
      run = undefined;
      await before?.dispose();
      run = create();
      tell(run.progress());
    });
    last = replaced.catch(() => undefined);
    return replaced;
  };
  return {
    start(choice, onProgress) {
      tell = onProgress;
      // These networks are small: launching programs on a GPU takes longer than a step of theirs.
      return start(choice, 'small');
    },
    begin: (settings, number) => replace(() => createAdderRun({ settings, run: number, onProgress: (progress) => tell(progress) })),
    resume: () => run?.resume(),
    pause: () => run?.pause(),
    stepOnce: () => run?.stepOnce(),
    traceSum: async (operands) => run?.traceSum(operands),
    findCarry: async () => run?.findCarry(),
  };
}
