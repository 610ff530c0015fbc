export type { Batches, BatchSource } from './batches/batch-source.js';
export { shuffle } from './batches/shuffle.js';
export { type ShuffleStreamOptions, shuffleStream } from './batches/shuffle-stream.js';
export type { Clip } from './clipping/clip.js';
export { clipByGlobalNorm } from './clipping/clip-by-global-norm.js';
export { clipByNorm } from './clipping/clip-by-norm.js';
export { clipByValue } from './clipping/clip-by-value.js';
export { globalNorm } from './clipping/global-norm.js';
export { type EvaluateOptions, evaluate } from './evaluate/evaluate.js';
export { type Prediction, type PredictionOutput, type PredictOptions, predict } from './evaluate/predict.js';
export {
  type GradientThroughTime,
  type GradientThroughTimeOptions,
  gradientThroughTime,
} from './gradient-through-time/gradient-through-time.js';
export { type GradientThroughTimeObserverOptions, observeGradientThroughTime } from './gradient-through-time/observer.js';
export { accuracy } from './metrics/accuracy.js';
export { binaryAccuracy } from './metrics/binary-accuracy.js';
export { exactSequences } from './metrics/exact-sequences.js';
export { meanLoss } from './metrics/mean-loss.js';
export type { Metric, MetricSum, TargetBatch } from './metrics/metric.js';
export { type AdamOptions, type AdamState, type AdamwOptions, adam, adamw } from './optimizers/adam.js';
export type { ByParameter, Optimizer, OptimizerInput, OptimizerOutput } from './optimizers/optimizer.js';
export { type RmspropOptions, type RmspropState, rmsprop } from './optimizers/rmsprop.js';
export { type SgdOptions, type SgdState, sgd } from './optimizers/sgd.js';
export type { TouchedRowsOption } from './optimizers/update-attributes.js';
export { type L2PenaltyOptions, l2Penalty, type Penalty } from './penalties/l2-penalty.js';
export { type CosineDecayOptions, cosineDecay } from './schedules/cosine-decay.js';
export { type ExponentialDecayOptions, exponentialDecay } from './schedules/exponential-decay.js';
export { type PlateauSchedule, type PlateauState, type ReduceOnPlateauOptions, reduceOnPlateau } from './schedules/reduce-on-plateau.js';
export { constant, type Schedule } from './schedules/schedule.js';
export { type StepDecayOptions, stepDecay } from './schedules/step-decay.js';
export { warmUp } from './schedules/warm-up.js';
export type { ClassScores } from './scores/class-scores.js';
export { type ConfusionMatrix, confusionMatrix } from './scores/confusion-matrix.js';
export { type EntityScores, entityScores } from './scores/entity-scores.js';
export { type MultiLabelScores, multiLabelScores } from './scores/multi-label-scores.js';
export { type CollectedLosses, collectLosses } from './train/collect-losses.js';
export { NonFiniteLossError } from './train/non-finite-loss-error.js';
export type { Loss, Objective, ObjectiveResult, ObjectiveStep } from './train/objective.js';
export { train } from './train/train.js';
export type { TrainOptions, TrainResult } from './train/train-options.js';
export type { Validation } from './train/validation.js';
export { type EarlyStopping, type EarlyStoppingOptions, earlyStopping } from './validation/early-stopping.js';
export type { ImprovementOptions, ValidationMode } from './validation/improvement.js';
export type { PatienceOptions, PatienceState } from './validation/patience.js';
export { type AverageWeightsOptions, averageWeights, type WeightAverage } from './weights/average-weights.js';
export type { Parameterized } from './weights/copy.js';
export { type BestWeights, type KeepBestOptions, keepBest } from './weights/keep-best.js';
