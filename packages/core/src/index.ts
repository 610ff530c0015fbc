export type { HeldRows, HostMemory } from './backend/host-memory.js';
export { type RunningBackend, runningBackend } from './backend/running-backend.js';
export { useBackend } from './backend/use-backend.js';
export type { ActiveBackend, BackendAdapter, BackendDetails, BackendRefusal, Support } from './contracts/backend.js';
export type { Cell } from './contracts/cell.js';
export type { CheckpointStorage, StoredFiles } from './contracts/checkpoint-storage.js';
export type { Dataset, Split } from './contracts/dataset.js';
export type { ForwardContext, GateValues, GateWatcher, Json, Model, StateGradient, StateGradientWatcher } from './contracts/model.js';
export {
  type DropoutMask,
  dropoutMasks,
  type EmbeddedTokens,
  type LayerOptions,
  type ProjectedSequenceOp,
  type ScanOptions,
  type ScanResult,
  type SequenceLayer,
  type SequenceOp,
  type SequenceOpOptions,
  type StateDropout,
} from './contracts/sequence.js';
export type { EpochEnd, StepEnd, TrainObserver, ValidationEnd } from './contracts/train-observer.js';
export { ArgumentError, assertInteger, assertNumber, assertOneOf } from './errors/argument-error.js';
export { MissingKernelError } from './errors/missing-kernel-error.js';
export { NoBackendError } from './errors/no-backend-error.js';
export { assertShape, type Dimension, ShapeError } from './errors/shape-error.js';
export { isTidegateError, TidegateError } from './errors/tidegate-error.js';
export { createPause } from './event-loop/create-pause.js';
export { createRandom, type Random } from './random/random.js';
export { threefry2x32, type Words } from './random/threefry.js';
export { flattenTree, mapTree, type TensorTree, zipTrees } from './tensors/tensor-tree.js';
