import type { StateTensors, TrainingState } from '@tidegate/formats';
import type { BestWeights, BestWeightsState, EarlyStopping, PlateauSchedule, WeightAverage, WeightAverageState } from '@tidegate/training';
import * as v from 'valibot';
import { finite, wholeNumber } from '../checkpoints/memory-numbers.js';
import { parseMemory } from '../checkpoints/parse-memory.js';
import type { MeterState, ProgressMeter } from './progress-meter.js';

const key = 'training';
/** What the paths of tensors begin with. */
const prefixes = { best: 'best/', average: 'average/' } as const;

const progress = v.strictObject({
  step: wholeNumber(1),
  epoch: wholeNumber(1),
  loss: finite,
  meanLoss: finite,
  seconds: finite,
  examples: wholeNumber(0),
});
const patience = { best: v.exactOptional(finite), waited: wholeNumber(0) };
const schema = v.strictObject({
  meter: v.strictObject({ last: progress, sum: finite, count: wholeNumber(0) }),
  best: v.exactOptional(
    v.strictObject({ event: v.strictObject({ value: finite, step: wholeNumber(1), epoch: wholeNumber(1) }), scores: v.unknown() }),
  ),
  averagedSteps: v.exactOptional(wholeNumber(0)),
  stopping: v.exactOptional(v.strictObject(patience)),
  plateau: v.exactOptional(v.strictObject({ ...patience, rate: finite })),
});

/** Those who remember something of a training. */
export interface Rememberers {
  readonly meter: ProgressMeter;
  readonly best: BestWeights | undefined;
  readonly average: WeightAverage | undefined;
  readonly stopping: EarlyStopping | undefined;
  readonly plateau: PlateauSchedule | undefined;
}

/** What they remembered when a checkpoint was written. */
export interface Remembered {
  readonly meter: MeterState;
  readonly best: BestWeightsState | undefined;
  /** Of the best weights. */
  readonly bestScores: unknown;
  readonly average: WeightAverageState | undefined;
  readonly stopping: ReturnType<EarlyStopping['state']> | undefined;
  readonly plateau: ReturnType<PlateauSchedule['state']> | undefined;
}

/** What they remember now, for a checkpoint. @param scores of the best weights, plain JSON */
export async function remember({ meter, best, average, stopping, plateau }: Rememberers, scores: unknown) {
  await meter.read();
  const bestState = await best?.state();
  const averageState = await average?.state();
  const facts = {
    meter: meter.state(),
    ...(bestState && { best: { event: bestState.best, scores } }),
    ...(averageState && { averagedSteps: averageState.steps }),
    ...(stopping && { stopping: stopping.state() }),
    ...(plateau && { plateau: plateau.state() }),
  };
  const observers = {
    ...prefixed(prefixes.best, bestState?.weights ?? {}),
    ...prefixed(prefixes.average, averageState?.weights ?? {}),
  };
  return { memory: { [key]: facts }, observers };
}

/** @throws UsageError if the checkpoint is that of another task */
export function recall(from: TrainingState): Remembered {
  const { meter, best, averagedSteps, stopping, plateau } = parseMemory(from, key, schema);
  const { observers = {} } = from;
  return {
    meter,
    best: best && { best: best.event, weights: below(prefixes.best, observers) },
    bestScores: best?.scores,
    average: averagedSteps === undefined ? undefined : { steps: averagedSteps, weights: below(prefixes.average, observers) },
    stopping,
    plateau,
  };
}

function prefixed(prefix: string, tensors: StateTensors): StateTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [prefix + name, tensor]));
}

function below(prefix: string, tensors: StateTensors): StateTensors {
  const found = Object.entries(tensors).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(found.map(([path, tensor]) => [path.slice(prefix.length), tensor]));
}
