import { dispose, keep, type Scalar, sqrt, square, stack, sum, tidy } from '@tensorflow/tfjs-core';
import { createRandom, type Model, type StateGradient, TidegateError } from '@tidegate/core';
import { differentiate } from '../train/loss-gradients.js';
import { type Loss, type Objective, objectiveOf } from '../train/objective.js';

/**
 * The Euclidean norm of the gradient of the loss with respect to the state after each step, the first step first; 0 where no gradient
 * comes. By the path of the layer and the part of the state, such as `0/forward/h`.
 */
export type GradientThroughTime = { readonly [state: string]: readonly number[] };

export interface GradientThroughTimeOptions<Batch> {
  readonly model: Model<NoInfer<Batch>>;
  /** Remains the caller's. */
  readonly batch: Batch;
  /** Give either this or `objective`, as to `train`. */
  readonly loss?: Loss<NoInfer<Batch>> | undefined;
  readonly objective?: Objective<NoInfer<Batch>> | undefined;
}

/**
 * How much of the loss's gradient arrives at each time step: it vanishes where the norms fall towards the first step by the same factor
 * again and again, and explodes where they grow (Bengio, Simard and Frasconi 1994). Nothing is learned, and dropout drops nothing.
 *
 * @throws ArgumentError unless there is either a loss or an objective, and it is a scalar
 * @throws TidegateError if the model tells of no state: it has no recurrent layer, or does not hand its context to it
 */
export async function gradientThroughTime<Batch>(options: GradientThroughTimeOptions<Batch>): Promise<GradientThroughTime> {
  const caller = 'gradientThroughTime';
  const { model, batch } = options;
  const objective = objectiveOf(caller, options);
  const arrived: Arrived[] = [];
  const watchStates = ({ layer, part, step, gradient }: StateGradient): void => {
    const norm = keep(tidy(() => sqrt(sum(square(gradient))) as Scalar));
    arrived.push({ state: layer === '' ? part : `${layer}/${part}`, step, norm });
  };
  const context = { training: false, random: createRandom(0), watchStates };
  try {
    const trainable = Object.values(model.parameters).filter((variable) => variable.trainable);
    tidy(() => void differentiate(caller, () => objective(batch, { context, carried: undefined }).loss, trainable));
    if (arrived.length === 0) {
      throw new TidegateError(
        `${caller}: ${model.name} has told of no state; measure a model with recurrent layers that get its context, and a loss that depends on them`,
      );
    }
    return await collect(arrived);
  } finally {
    dispose(arrived.map(({ norm }) => norm));
  }
}

/** What came to a state at one step. */
interface Arrived {
  readonly state: string;
  readonly step: number;
  readonly norm: Scalar;
}

async function collect(arrived: readonly Arrived[]): Promise<GradientThroughTime> {
  const stacked = stack(arrived.map(({ norm }) => norm));
  try {
    const norms = await stacked.data();
    const steps = 1 + Math.max(...arrived.map(({ step }) => step));
    const byState: Record<string, number[]> = {};
    // The states of the last layer arrive first.
    for (const [index, { state, step }] of [...arrived.entries()].reverse()) {
      byState[state] ??= new Array<number>(steps).fill(0);
      byState[state][step] = norms[index] as number;
    }
    return byState;
  } finally {
    stacked.dispose();
  }
}
