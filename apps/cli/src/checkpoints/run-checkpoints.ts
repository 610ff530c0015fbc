import { basename, dirname, join, resolve } from 'node:path';
import {
  CheckpointError,
  checkpointsIn,
  keepCheckpoints,
  latestCheckpoint,
  type Memory,
  nameOfStep,
  readCheckpoint,
} from '@tidegate/checkpoints';
import { directoryStorage } from '@tidegate/checkpoints/node';
import type { StoredFiles } from '@tidegate/core';
import type { TrainingState } from '@tidegate/formats';
import type { Snapshots } from '@tidegate/training';
import { UsageError } from '../errors/usage-error.js';
import { runName } from '../model-directory/model-file.js';
import { encodeModel, type ModelToSave } from '../model-directory/save-model.js';
import { writeAtomically } from '../model-directory/write-atomically.js';
import { count } from '../reporting/figures.js';
import type { Reporter } from '../reporting/reporter.js';
import { shellWord } from '../reporting/shell-word.js';
import { everyOf, type Interval } from '../settings/checkpoint-settings.js';
import { bytesOf } from './bytes-of.js';
import { isCheckpoint } from './is-checkpoint.js';

export interface CheckpointValues {
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
  /** Whether training ends since the user wants it to. */
  readonly isStopped: () => boolean;
  /** Tells the user of something that ends nothing, in a line. */
  readonly warn: (line: string) => void;
  readonly onSaved?: ((step: number, path: string) => void) | undefined;
}

/** What a run learns from. */
export interface LearnedData {
  /** As it is given. */
  readonly path: string;
  /** How much there is of it: examples, tokens. */
  readonly sizes: Readonly<Record<string, number>>;
  /** The files of the model that come from it, such as its vocabulary. */
  readonly parts: Readonly<Record<string, string>>;
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
  /** Tells the user where the run goes on, if it does. */
  tell(reporter: Reporter): void;
  /** The folder that the run can go on from now; nothing before the first checkpoint. */
  readonly resumable: string | undefined;
  /**
   * Makes sure that the data are those that the run has learned from so far, as far as that can be seen.
   *
   * @throws UsageError if something that comes from them is another in the checkpoint
   */
  assertSameData(data: LearnedData): void;
  /** What `train` takes; nothing where no checkpoints are written. */
  snapshots(keep: ToKeep): Snapshots | undefined;
}

/** The folder of the checkpoints within that of a run. */
const folderName = 'checkpoints';
const defaultInterval: Interval = '10m';
const defaultKeep = 2;

/**
 * Finds the checkpoint that a run goes on from, and makes ready to write others.
 *
 * @throws UsageError if `--out` has checkpoints of another run that did not come to its end
 * @throws CheckpointError if there are checkpoints to go on from, but all are damaged
 */
export async function openRunCheckpoints({ values, runFile, isStopped, warn, onSaved }: RunToKeep): Promise<RunCheckpoints> {
  const { out, resume, checkpointEvery = defaultInterval, keep = defaultKeep } = values;
  const found = resume === undefined ? undefined : await findCheckpoint(resume, warn);
  if (out !== undefined) {
    if (resume === undefined || resolve(out) !== resolve(resume)) await makeRoom(out);
    await writeAtomically(out, { [runName]: runFile });
  }
  let resumable: string | undefined;
  let isWarned = false;
  let dataSizes: LearnedData['sizes'] = {};
  const snapshots = (toKeep: ToKeep): Snapshots | undefined => {
    if (out === undefined || checkpointEvery === false) return undefined;
    const { remember, model, withWeights = (run) => run() } = toKeep;
    const storage = directoryStorage(join(out, folderName));
    const checkpoints = keepCheckpoints({
      storage,
      every: everyOf(checkpointEvery),
      keep,
      async remember(_, ended) {
        const { memory, observers } = await remember();
        return { memory: { ...memory, [sizesKey]: dataSizes, [finishedKey]: ended !== undefined && !isStopped() }, observers };
      },
      files: async () => bytesOf(await withWeights(() => encodeModel(model()))),
    });
    return {
      isDue: checkpoints.isDue,
      async save(position, ended) {
        try {
          await checkpoints.save(position, ended);
          resumable = out;
          onSaved?.(position.step, join(storage.place, nameOfStep(position.step)));
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
    from: found?.state,
    tell(reporter) {
      if (!found) return;
      const { step } = found.state;
      reporter.event('resume', { step, from: resume }, () => `Going on from step ${count(step)} of ${resume}\n`);
    },
    assertSameData({ path, sizes, parts }) {
      dataSizes = sizes;
      const changed = found && (changedPart(found.files, parts) ?? changedSize(found.state.memory?.[sizesKey], sizes));
      if (changed === undefined) return;
      const rule = 'what the run has learned from so far (give the same data, or begin another run)';
      throw new UsageError('--data', rule, `${JSON.stringify(path)}, in which ${changed}`);
    },
    get resumable() {
      return resumable;
    },
    snapshots,
  };
}

function changedPart(files: StoredFiles, parts: LearnedData['parts']): string | undefined {
  const changed = Object.entries(parts).find(([name, text]) => new TextDecoder().decode(files[name]) !== text);
  return changed && `${changed[0]} has changed`;
}

function changedSize(before: unknown, sizes: LearnedData['sizes']): string | undefined {
  const known = (before ?? {}) as LearnedData['sizes'];
  const changed = Object.entries(sizes).find(([name, size]) => known[name] !== size);
  return changed && `there are ${count(changed[1])} ${changed[0]}, not ${count(known[changed[0]] ?? 0)}`;
}

/** Under these names a checkpoint says whether its run came to its end, and how much it learns from. */
const finishedKey = 'finished';
const sizesKey = 'data';

async function findCheckpoint(resume: string, warn: (line: string) => void) {
  if (await isCheckpoint(resume)) return readCheckpoint(directoryStorage(dirname(resume)), basename(resume));
  const found = await latestCheckpoint(directoryStorage(join(resume, folderName)), {
    onDamaged: ({ message }) => warn(`${message}; an earlier one is taken`),
  });
  if (!found) warn(`${resume} has no checkpoint yet: the run begins anew`);
  return found;
}

/** Removes the checkpoints of a run that came to its end; those of others are not to be lost. */
async function makeRoom(out: string): Promise<void> {
  const storage = directoryStorage(join(out, folderName));
  const found = await checkpointsIn(storage);
  const [newest] = found;
  if (!newest) return;
  const state = await readCheckpoint(storage, newest.name).then(
    (checkpoint) => checkpoint.state,
    () => undefined,
  );
  if (state?.memory?.[finishedKey] !== true) {
    throw new UsageError(
      '--out',
      `a folder without checkpoints of a run that has not come to its end (go on with it: --resume ${shellWord(out)}; or remove ${storage.place})`,
      `${JSON.stringify(out)} (with a checkpoint of step ${newest.step})`,
    );
  }
  for (const { name } of found) await storage.remove(name);
}
