import type { AdditionFile } from '@tidegate/model-directory';
import type { startBackend } from '../../compute/start-backend.js';
import type { AdditionApi, Progress } from '../api.js';
import { type AdderRun, type AdderRunOptions, createAdderRun } from './adder-run.js';

/** What the worker of the page does; one network at a time. */
export function createAdderWorker(start: typeof startBackend): AdditionApi {
  let run: AdderRun | undefined;
  /** What the network was opened from. */
  let origin: AdditionFile | undefined;
  let backend = '';
  let tell: (progress: Progress) => void = () => undefined;
  /** Networks are made one after the other: each begins when the one before is gone. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(action: () => Promise<Result>): Promise<Result> => {
    const done = last.then(action);
    last = done.catch(() => undefined);
    return done;
  };
  const replace = async (options: Omit<AdderRunOptions, 'onProgress'>): Promise<AdderRun> => {
    const before = run;
    run = undefined;
    await before?.dispose();
    origin = undefined;
    run = createAdderRun({ ...options, onProgress: (progress) => tell(progress) });
    tell(run.progress());
    return run;
  };
  return {
    async start(choice, onProgress) {
      tell = onProgress;
      // These networks are small: launching programs on a GPU takes longer than a step of theirs.
      const running = await start(choice, 'small');
      backend = running.name;
      return running;
    },
    begin: (settings, number) =>
      inTurn(async () => {
        await replace({ settings, run: number });
      }),
    resume: () => run?.resume(),
    pause: () => run?.pause(),
    stepOnce: () => run?.stepOnce(),
    traceSum: async (operands) => run?.traceSum(operands),
    findCarry: async () => run?.findCarry(),
    saveModel: () =>
      inTurn(async () => {
        if (!run) throw new Error('there is no network yet');
        const { encodeAdder } = await import('./adder-files.js');
        const { model, settings, progress } = run;
        return encodeAdder({ model, settings, progress: progress(), backend, origin });
      }),
    openModel: (files, number) =>
      inTurn(async () => {
        const { decodeAdder } = await import('./adder-files.js');
        const { model, file, settings } = decodeAdder(files);
        const opened = await replace({ settings, run: number, model });
        origin = file;
        await opened.test();
        return { settings, trained: file.training.steps, progress: opened.progress() };
      }),
  };
}
