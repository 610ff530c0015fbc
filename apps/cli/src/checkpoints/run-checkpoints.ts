import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Checkpoint, CheckpointError, keepCheckpoints, type Memory, nameOfStep } from '@tidegate/checkpoints';
import { directoryStorage } from '@tidegate/checkpoints/node';
import type { TrainingState } from '@tidegate/formats';
import { encodeModel, type ModelToSave } from '@tidegate/model-directory';
import { count } from '@tidegate/model-directory/wording';
import type { Snapshots } from '@tidegate/training';
import { assertSameFacts } from '../distributed/assert-same.js';
import type { Processes } from '../distributed/processes.js';
import { together } from '../distributed/together.js';
import type { Reporter } from '../reporting/reporter.js';
import { everyOf, type Interval } from '../settings/checkpoint-settings.js';
import { assertExtent, type Extent } from './assert-extent.js';
import { findCheckpoint } from './find-checkpoint.js';
import { assertSameData, type LearnedData, sizesKey } from './learned-data.js';
import { finishedKey, folderName, openRunFolder } from './run-folder.js';
import { storedFiles } from './stored-files.js';

export interface CheckpointValues extends Extent {
  readonly out?: string | undefined;
  /** The folder of the run to go on with, or one of its checkpoints. */
  readonly resume?: string | undefined;
  readonly checkpointEvery?: Interval | false | undefined;
  readonly keep?: number | undefined;
}

export interface RunToKeep {
  readonly values: CheckpointValues;
  /** The settings of the run, as `--config` reads them. */
  readonly runFile: string;
  readonly processes: Processes;
  /** Whether training ends since the user wants it to. */
  readonly isStopped: () => boolean;
  /** Tells the user of something that ends nothing, in a line. */
  readonly warn: (line: string) => void;
  readonly onSaved?: ((step: number, path: string) => void) | undefined;
}

/** What to write down beside the place of a training. */
export interface ToKeep {
  remember(): Memory | Promise<Memory>;
  /** The model as it would be if training ended here. */
  model(): ModelToSave;
  /** Lets the model have the weights that it would be saved with. */
  withWeights?<Result>(run: () => Promise<Result>): Promise<Result>;
}

/** The checkpoints of a run: those that it goes on from, and those that it writes. */
export interface RunCheckpoints {
  /** Where the run goes on; nothing for one that begins. */
  readonly from: TrainingState | undefined;
  /** The folder that the run can go on from now; nothing before the first checkpoint. */
  readonly resumable: string | undefined;
  /**
   * Takes the folder of the run, which was not changed before.
   *
   * @param data what the run learns from, if that can be other than it was
   * @throws UsageError if it is other than it was, or if another process has begun to write to the folder
   */
  begin(data?: LearnedData): Promise<void>;
  /** Tells the user where the run goes on, if it does. */
  tell(reporter: Reporter): void;
  /** What `train` takes; nothing where no checkpoints are written. */
  snapshots(keep: ToKeep): Snapshots | undefined;
  /** Lets other runs have the folder. */
  close(): Promise<void>;
}

const defaultInterval: Interval = '10m';
const defaultKeep = 2;

/**
 * Finds the checkpoint that a run goes on from, and makes ready to write others.
 *
 * @throws UsageError if `--out` has something that would be lost, or the run has gone further than it is to go
 * @throws CheckpointError if there are checkpoints to go on from, but all are damaged
 */
export async function openRunCheckpoints({ values, runFile, processes, isStopped, warn, onSaved }: RunToKeep): Promise<RunCheckpoints> {
  const { out, resume, checkpointEvery = defaultInterval, keep = defaultKeep } = values;
  // All have read it before the first of them writes another one.
  const found = resume === undefined ? undefined : await together(processes, () => findCheckpoint(resume, warn));
  const damaged = new Set(found?.damaged);
  // The files of the model are many, and needed no longer than the data are compared.
  let checkpoint: Checkpoint | undefined = found?.checkpoint;
  const from = checkpoint?.state;
  if (from) assertExtent(values, from);
  const folder = await together(processes, async () => (out === undefined ? undefined : openRunFolder(out, resume, runFile)));
  let resumable: string | undefined;
  let isWarned = false;
  let sizes: LearnedData['sizes'] = {};

  const snapshots = ({ remember, model, withWeights = (run) => run() }: ToKeep): Snapshots | undefined => {
    if (out === undefined || checkpointEvery === false) return undefined;
    const storage = directoryStorage(join(out, folderName));
    const checkpoints = keepCheckpoints({
      storage,
      every: everyOf(checkpointEvery),
      keep,
      async remember(_, ended) {
        const { memory, observers } = await remember();
        const finished = ended === 'completed' || (ended === 'observer' && !isStopped());
        return { memory: { ...memory, [sizesKey]: sizes, [finishedKey]: finished }, observers };
      },
      files: async () => storedFiles(await withWeights(() => encodeModel(model()))),
    });
    const save: Snapshots['save'] = async (position, ended) => {
      await checkpoints.save(position, ended);
      const name = nameOfStep(position.step);
      for (const old of damaged) if (old !== name) await storage.remove(old);
      damaged.clear();
      resumable = out;
      onSaved?.(position.step, join(storage.place, name));
    };
    return {
      isDue: checkpoints.isDue,
      async save(position, ended) {
        try {
          await save(position, ended);
        } catch (error) {
          // What was learned counts for more.
          if (!(error instanceof CheckpointError)) throw error;
          if (ended !== undefined) warn(`${error.message}; the run cannot go on from its end`);
          else if (!isWarned) warn(`${error.message}; training goes on`);
          isWarned = true;
        }
      },
    };
  };
  return {
    from,
    get resumable() {
      return resumable;
    },
    async begin(data) {
      await together(processes, async () => {
        if (checkpoint && data) assertSameData(checkpoint, data);
        checkpoint = undefined;
        sizes = data?.sizes ?? {};
        await folder?.begin();
      });
      await assertSameFacts(processes.group, factsOf(from?.step, data));
    },
    tell(reporter) {
      if (from) reporter.event('resume', { step: from.step, from: resume }, () => `Going on from step ${count(from.step)} of ${resume}\n`);
    },
    snapshots,
    close: async () => folder?.close(),
  };
}

/** What processes must have alike that train together: where they go on, and what they learn from. */
function factsOf(step = 0, { sizes = {}, parts = {} }: Partial<LearnedData> = {}): Readonly<Record<string, string | number>> {
  const digests = Object.entries(parts).map(([name, text]) => [name, createHash('sha256').update(text).digest('hex').slice(0, 12)]);
  return { 'the step of the checkpoint': step, ...sizes, ...Object.fromEntries(digests) };
}
