import { tensor, tensor1d, tensor2d, tensor3d, tidy } from '@tensorflow/tfjs-core';
import { createRandom, type Model, type Random } from '@tidegate/core';
import { createModel, type ModelDescription } from '@tidegate/models';

const text = { vocabularySize: 11, embeddingSize: 5, hiddenSize: 4 } as const;
const classes = { ...text, outputSize: 3 } as const;

/** Networks of every kind, each cell among them, that PyTorch can compute as well. */
export const modelsOfAllKinds: Readonly<Record<string, ModelDescription>> = {
  textrnn: { model: 'textRnn', config: { ...classes, cell: 'lstm' } },
  textrnn_last: { model: 'textRnn', config: { ...classes, cell: 'gru', layers: 2, pooling: 'last-position' } },
  textrnn_mean: { model: 'textRnn', config: { ...classes, cell: 'rnn', activation: 'relu', pooling: 'mean', useBias: false } },
  textrnn_max: { model: 'textRnn', config: { ...classes, cell: 'lstm', projection: 2, pooling: 'max', outputBias: false } },
  textrnn_attention: { model: 'textRnn', config: { ...classes, cell: 'lstm', forgetBias: 0, pooling: 'attention', attentionSize: 6 } },
  rcnn: { model: 'rcnn', config: { ...classes, cell: 'lstm', filters: 3 } },
  rcnn_widths: { model: 'rcnn', config: { ...classes, cell: 'gru', layers: 2, widths: [2, 9], filters: 2 } },
  rcnn_original: { model: 'rcnn', config: { ...classes, cell: 'rnn', variant: 'original', latentSize: 7 } },
  tagger: { model: 'tokenTagger', config: { ...classes, cell: 'lstm', layers: 2, bidirectional: true } },
  tagger_one_way: { model: 'tokenTagger', config: { ...classes, cell: 'gru', useBias: false } },
  language: { model: 'languageModel', config: { ...text, cell: 'gru', layers: 2 } },
  language_tied: { model: 'languageModel', config: { ...text, hiddenSize: 5, cell: 'lstm', tieEmbeddings: true } },
  adder: { model: 'sequenceTagger', config: { inputSize: 2, outputSize: 1, cell: 'lstm', hiddenSize: 3, layers: 2, outputBias: false } },
  adder_both: { model: 'sequenceTagger', config: { inputSize: 2, outputSize: 1, cell: 'rnn', hiddenSize: 3, bidirectional: true } },
};

/** What a network reads, as plain numbers: sequences of different lengths, one without any step. */
export interface SmallBatch {
  readonly ids?: readonly (readonly number[])[];
  readonly inputs?: readonly (readonly (readonly number[])[])[];
  readonly lengths: readonly number[];
}

/** A network with no weight, no bias at zero. */
export function drawModel(description: ModelDescription): Model<never> {
  const random = createRandom(5).split(description.model);
  const model: Model<never> = createModel(description, random);
  for (const [name, variable] of Object.entries(model.parameters)) {
    const values = random.split(name).normal(variable.size, 0, 0.5);
    tidy(() => variable.assign(tensor(values, variable.shape)));
  }
  return model;
}

export function drawBatch({ config }: Model<never>, random: Random, lengths: readonly number[] = [4, 6, 1, 0]): SmallBatch {
  const time = Math.max(...lengths);
  const { vocabularySize, inputSize = 0 } = config as unknown as { readonly vocabularySize?: number; readonly inputSize?: number };
  const rows = lengths.map((_, row) => random.split(row));
  if (vocabularySize !== undefined) return { ids: rows.map((row) => [...row.integers(time, vocabularySize)]), lengths };
  const stepOf = (row: Random, step: number): number[] => [...row.split(step).normal(inputSize, 0, 1)];
  return { inputs: rows.map((row) => Array.from({ length: time }, (_, step) => stepOf(row, step))), lengths };
}

/** The logits of the network, in row-major order; those at padded steps are zeros, since they mean nothing. */
export async function logitsOf(model: Model<never>, { ids, inputs, lengths }: SmallBatch): Promise<Float32Array> {
  const logits = tidy(() => {
    const batch = {
      ...(ids && { ids: tensor2d(ids as number[][], undefined, 'int32') }),
      ...(inputs && { inputs: tensor3d(inputs as number[][][]) }),
      lengths: tensor1d([...lengths], 'int32'),
    };
    return model.logits(batch as never, { training: false, random: createRandom(0) });
  });
  const values = Float32Array.from(await logits.data());
  const { shape } = logits;
  logits.dispose();
  return withoutPadding(values, shape, lengths);
}

/** Zeros in the place of what stands at padded steps of logits `[batch, time, size]`; those of whole sequences stay. */
export function withoutPadding<Values extends { [index: number]: number }>(
  values: Values,
  shape: readonly number[],
  lengths: readonly number[],
): Values {
  if (shape.length < 3) return values;
  const [batch, time, size] = shape as readonly [number, number, number];
  for (let row = 0; row < batch; row++) {
    for (let place = (row * time + (lengths[row] as number)) * size; place < (row + 1) * time * size; place++) values[place] = 0;
  }
  return values;
}
