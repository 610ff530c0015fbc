import type { WeightSource } from '../network/weights.js';
import type { View } from '../state/view.js';
import { gatesWords } from '../words.js';

/** What a weight comes from, in words. */
export function sourceTitle({ sequence }: Pick<View, 'sequence'>, { kernel, row }: WeightSource): string {
  const words = gatesWords().sources;
  if (kernel === 'inputKernel') return sequence.kind === 'text' ? words.sign(sequence.features[row] as string) : words.number;
  if (kernel === 'recurrentKernel') return words.unit(row + 1);
  return kernel === 'bias' ? words.bias : words.secondBias;
}
