import { concat, dispose, keep, reshape, type Tensor, type Tensor3D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { createRandom, type ForwardContext, flattenTree, type TensorTree } from '@tidegate/core';
import type { LanguageModel } from '@tidegate/models';

/** What a network makes of some characters. */
export interface Reading {
  /** `[characters, vocabularySize]`, row by row: a score for each character to be the next. */
  readonly logits: Float32Array;
  /** `[characters, units of all layers]`, row by row: what each unit gives. */
  readonly activations: Float32Array;
  /** After the last character; the caller's, to be freed with `freeState`. */
  readonly state: TensorTree;
}

/**
 * Reads on in rows of text, side by side, and looks at every unit.
 *
 * @param ids `[rows, characters]`, row by row
 * @param state of an earlier reading, which it does not free
 */
export async function readOn(model: LanguageModel, ids: readonly number[], state?: TensorTree, rows = 1): Promise<Reading> {
  const hidden: Tensor3D[] = [];
  const context: ForwardContext = {
    training: false,
    random: createRandom(0),
    watchGates: ({ gate, values }) => {
      if (gate === 'hidden') hidden.push(keep(values.clone()));
    },
  };
  const batch = tensor2d([...ids], [rows, ids.length / rows], 'int32');
  const made: Tensor[] = [batch];
  try {
    const read = model.run({ ids: batch, ...(state && { state }) }, context);
    const activations = tidy(() => reshape(concat(hidden, 2), [-1]));
    made.push(read.logits, activations);
    // A copy each, since a backend may use its memory again.
    const [scores, outputs] = await Promise.all([read.logits.data(), activations.data()]);
    return { logits: Float32Array.from(scores), activations: Float32Array.from(outputs), state: read.state };
  } finally {
    dispose([...hidden, ...made]);
  }
}

export function freeState(state: TensorTree | undefined): void {
  if (state) dispose(flattenTree(state).map(([, tensor]) => tensor));
}
