import { assertInteger, type CheckpointStorage, type StoredFiles } from '@tidegate/core';
import { encodeTrainingState, type StateTensors, type TrainingState } from '@tidegate/formats';
import { checkpointsIn } from './files/checkpoints-in.js';
import { withManifest } from './files/manifest.js';
import { nameOfStep } from './files/names.js';
import { dueTimes, type Every } from './schedule/every.js';

/** The file of a checkpoint that says where the training stood. */
export const stateName = 'training.safetensors';

/** Where a training stood, without what its observers remember: what `train` of `@tidegate/training` gives. */
export type Position = Omit<TrainingState, 'memory' | 'observers'>;

/** What schedules and observers remember, to be kept along. */
export interface Memory {
  /** Plain JSON, by a name for each. */
  readonly memory?: Readonly<Record<string, unknown>> | undefined;
  /** Tensors, by paths such as `best/encoder/kernel`. */
  readonly observers?: StateTensors | undefined;
}

export interface KeepCheckpointsOptions {
  readonly storage: CheckpointStorage;
  /** How often, beside the end of training; default never. */
  readonly every?: Every | undefined;
  /** How many of the newest are kept, at least 1; default 2. Older ones are removed after a new one was written. */
  readonly keep?: number | undefined;
  /** Asked when one is written. @param ended why training ends here, if it does */
  readonly remember?: ((position: Position, ended: string | undefined) => Memory | Promise<Memory>) | undefined;
  /** Other files to keep with it, a `model.safetensors` for example. */
  readonly files?: ((position: Position) => StoredFiles | Promise<StoredFiles>) | undefined;
}

/** What `train` takes as `snapshots`. */
export interface Checkpoints {
  isDue(step: number): boolean;
  /** @throws CheckpointError if it cannot be written; those before it are as they were */
  save(position: Position, ended?: string): Promise<void>;
}

/**
 * Writes a training down now and then, and where it ends, so that it can go on `from` there as if it had never stopped.
 *
 * Each checkpoint is stored whole or not at all, under a name such as `step-00000500`, with checksums.
 *
 * @throws ArgumentError if an option is out of range
 */
export function keepCheckpoints({ storage, every = {}, keep = 2, remember, files }: KeepCheckpointsOptions): Checkpoints {
  assertInteger('keepCheckpoints', 'keep', keep, 1);
  const { isDue, attempted } = dueTimes('keepCheckpoints', every);
  return {
    isDue,
    async save(position, ended) {
      try {
        const state = encodeTrainingState({ ...position, ...(await remember?.(position, ended)) });
        const content = { ...(await files?.(position)), [stateName]: state };
        await storage.write(nameOfStep(position.step), await withManifest(position.step, content));
        await removeOld(storage, keep, position.step);
      } finally {
        // What has failed is not tried again at every step.
        attempted();
      }
    },
  };
}

/** Those of later steps are of another training, or damaged: they are nobody's to remove here, and count for none. */
async function removeOld(storage: CheckpointStorage, keep: number, newest: number): Promise<void> {
  const found = (await checkpointsIn(storage)).filter(({ step }) => step <= newest);
  for (const { name } of found.slice(keep)) await storage.remove(name);
}
