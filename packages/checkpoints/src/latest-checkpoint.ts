import { type CheckpointStorage, isTidegateError, type StoredFiles } from '@tidegate/core';
import { decodeTrainingState, type TrainingState } from '@tidegate/formats';
import { CheckpointError } from './errors/checkpoint-error.js';
import { checkpointsIn } from './files/checkpoints-in.js';
import { checkManifest } from './files/manifest.js';
import { stateName } from './keep-checkpoints.js';

/** A training as it was written down. */
export interface Checkpoint {
  /** Such as `step-00000500`. */
  readonly name: string;
  /** What `train` takes as `from`, and what its observers remember. */
  readonly state: TrainingState;
  /** What was kept along. */
  readonly files: StoredFiles;
}

export interface LatestCheckpointOptions {
  /** Is told of a newer checkpoint that is left out, since it is damaged. */
  readonly onDamaged?: ((error: CheckpointError) => void) | undefined;
}

/**
 * The newest checkpoint that can be read; nothing where there is none.
 *
 * @throws CheckpointError if there are checkpoints, but all of them are damaged
 */
export async function latestCheckpoint(
  storage: CheckpointStorage,
  { onDamaged }: LatestCheckpointOptions = {},
): Promise<Checkpoint | undefined> {
  let damage: CheckpointError | undefined;
  for (const { name } of await checkpointsIn(storage)) {
    try {
      return await readCheckpoint(storage, name);
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      onDamaged?.(error);
      damage ??= error;
    }
  }
  if (damage) throw new CheckpointError(`has no checkpoint that can be read; ${damage.message}`, { place: storage.place, cause: damage });
  return undefined;
}

/**
 * A checkpoint by its name.
 *
 * @throws CheckpointError if there is none, or it is damaged
 */
export async function readCheckpoint(storage: CheckpointStorage, name: string): Promise<Checkpoint> {
  const place = `${storage.place}/${name}`;
  const { [stateName]: bytes, ...files } = await checkManifest(place, await storage.read(name));
  if (!bytes) throw new CheckpointError(`is no checkpoint of a training: ${stateName} is missing`, { place });
  try {
    return { name, state: decodeTrainingState(bytes), files };
  } catch (cause) {
    if (!isTidegateError(cause)) throw cause;
    throw new CheckpointError(`is damaged: ${stateName}: ${cause.message}`, { place, cause });
  }
}
