export { CheckpointError } from './errors/checkpoint-error.js';
export { checkpointsIn } from './files/checkpoints-in.js';
export { assertCheckpointName, assertFileNames, nameOfStep } from './files/names.js';
export { type Checkpoints, type KeepCheckpointsOptions, keepCheckpoints, type Memory, type Position } from './keep-checkpoints.js';
export { type Checkpoint, type LatestCheckpointOptions, latestCheckpoint, readCheckpoint } from './latest-checkpoint.js';
export { memoryStorage } from './memory-storage.js';
export type { Every } from './schedule/every.js';
