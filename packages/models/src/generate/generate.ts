import { dispose, reshape, slice, type Tensor1D, type Tensor3D, tensor2d } from '@tensorflow/tfjs-core';
import { ArgumentError, assertInteger, createPause, type ForwardContext, flattenTree, type Random, type TensorTree } from '@tidegate/core';
import { scoreVocabulary } from '../language-model/head.js';
import type { LanguageModel } from '../language-model/language-model.js';
import { tidyTrees } from '../parameters/tidy-trees.js';
import { assertSamplingOptions, type SamplingOptions, sampleToken, tokenProbabilities } from './sample-token.js';

export interface GenerateOptions extends SamplingOptions {
  /** Token ids that the text begins with, at least one; they are read, and not given out again. */
  readonly prompt: readonly number[];
  /** How many tokens to write. */
  readonly length: number;
  /** Token ids that are never chosen, whatever their scores, such as that of padding; none by default. */
  readonly without?: readonly number[];
  /** Where the choices come from: the same stream, prompt and weights give the same tokens. */
  readonly random: Random;
  /** Ends the writing at once: the iteration then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Milliseconds between two turns of the event loop: a token may take microseconds. */
const pauseInterval = 16;

/**
 * Writes on from a prompt, token by token: each is chosen by the scores of the model, and read before the next one. What the model
 * remembers is carried along, so a token costs the same wherever it stands. An iteration that ends early frees all that it made.
 *
 * @throws ArgumentError at once, if the prompt is empty or holds what is no token of the model, or an option is out of its range
 */
export function generate(model: LanguageModel, options: GenerateOptions): AsyncGenerator<number, void, undefined> {
  const { vocabularySize } = model.config;
  const { prompt, length, without = [] } = options;
  if (prompt.length === 0) throw new ArgumentError('generate', 'prompt', prompt, 'at least one token to begin with');
  for (const [index, id] of prompt.entries()) assertInteger('generate', `prompt[${index}]`, id, 0, vocabularySize - 1);
  for (const [index, id] of without.entries()) assertInteger('generate', `without[${index}]`, id, 0, vocabularySize - 1);
  if (new Set(without).size === vocabularySize) throw new ArgumentError('generate', 'without', without, 'some of the tokens, not all');
  assertInteger('generate', 'length', length, 0);
  assertSamplingOptions('generate', options);
  return write(model, options);
}

async function* write(model: LanguageModel, options: GenerateOptions): AsyncGenerator<number, void, undefined> {
  const { prompt, length, random, signal } = options;
  const context: ForwardContext = { training: false, random };
  const pause = createPause(pauseInterval);
  let unread = prompt;
  let state: TensorTree | undefined;
  try {
    for (let position = 0; position < length; position++) {
      signal?.throwIfAborted();
      const next = readOn(model, unread, state, context);
      free(state);
      state = next.state;
      const id = await choose(next.scores, options, random.split(position));
      unread = [id];
      yield id;
      await pause();
    }
  } finally {
    free(state);
  }
}

/** Scores `[vocabularySize]` for the token after those that are read now, and the state after them. */
function readOn(
  model: LanguageModel,
  ids: readonly number[],
  state: TensorTree | undefined,
  context: ForwardContext,
): { readonly scores: Tensor1D; readonly state: TensorTree } {
  return tidyTrees(() => {
    const batch = { ids: tensor2d([...ids], [1, ids.length], 'int32'), ...(state && { state }) };
    const read = model.features(batch, context);
    const last: Tensor3D = slice(read.features, [0, ids.length - 1, 0], [1, 1, -1]);
    return { scores: reshape(scoreVocabulary(model.head, last), [model.config.vocabularySize]), state: read.state };
  });
}

async function choose(scores: Tensor1D, options: GenerateOptions, random: Random): Promise<number> {
  try {
    const logits = Float32Array.from((await scores.data()) as Float32Array);
    for (const id of options.without ?? []) logits[id] = Number.NEGATIVE_INFINITY;
    return sampleToken(tokenProbabilities(logits, options), random.uniform(1)[0] as number);
  } finally {
    dispose(scores);
  }
}

function free(state: TensorTree | undefined): void {
  if (state) dispose(flattenTree(state).map(([, tensor]) => tensor));
}
