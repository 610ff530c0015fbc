import type { Model } from '@tidegate/core';
import type { RecurrentEncoderConfig } from '@tidegate/models';

/** What a model's configuration may say of its recurrent layers; a model that has no such option leaves it absent. */
export type RecurrentOptions = RecurrentEncoderConfig;

/** The recurrent layers among a model's options: every model here has them. A TextRNN may leave its units to the size of its vectors. */
export function recurrentOptions({ config }: Pick<Model<never>, 'name' | 'config'>): RecurrentOptions {
  const { embeddingSize, ...options } = config as unknown as RecurrentOptions & { readonly embeddingSize: number };
  return { ...options, hiddenSize: options.hiddenSize ?? embeddingSize };
}

/** The class of `torch.nn` that computes what our cell does. */
export const pytorchClasses = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' } as const;

/** What keeps the recurrent layers from being one module of `torch.nn`, in words; undefined if nothing does. */
export function obstacleToPytorch(options: RecurrentOptions): string | undefined {
  const { cell, activation = 'tanh', recurrentActivation = 'sigmoid', hiddenSize, projection, merge = 'concat' } = options;
  const activations: readonly string[] = cell === 'rnn' ? ['tanh', 'relu'] : ['tanh'];
  const obstacles: readonly (readonly [is: boolean, what: string])[] = [
    [!activations.includes(activation), `the activation ${activation}`],
    [recurrentActivation !== 'sigmoid', `the activation ${recurrentActivation} of its gates`],
    [cell === 'gru' && options.resetAfter === false, 'a reset gate before the product'],
    [options.peepholes === true, 'peepholes'],
    [options.cellClip !== undefined, 'a clipped cell'],
    [options.projectionClip !== undefined, 'a clipped projection'],
    [projection !== undefined && projection >= hiddenSize, `a projection to ${projection} features of ${hiddenSize} units`],
    [options.layerNormalization === true, 'layer normalization'],
    [options.residual === true, 'residual connections'],
    [options.learnedState === true, 'learned initial states'],
    [merge !== 'concat', `directions merged by ${merge}`],
  ];
  return obstacles.find(([is]) => is)?.[1];
}
