import { dispose, Tensor } from '@tensorflow/tfjs-core';
import type { Model } from '@tidegate/core';
import { modelGates } from '@tidegate/models';

/** Values by name, to be shown as a histogram each. */
export type NamedValues = Readonly<Record<string, Float32Array>>;

/** How many sequences of an example are enough to see what gates do. */
export const exampleSequences = 8;

/**
 * What the gates and the states of a model are on an example, at all steps that are no padding.
 *
 * @param batch its tensors are freed; `lengths` `[batch]` among them, where sequences are padded
 */
export async function gateValues<Batch extends object>(model: Pick<Model<Batch>, 'logits'>, batch: Batch): Promise<NamedValues> {
  const tensors = Object.values(batch).filter((value): value is Tensor => value instanceof Tensor);
  let gates: ReturnType<typeof modelGates> = {};
  try {
    gates = modelGates(model, batch);
    const lengths = await ('lengths' in batch ? (batch.lengths as Tensor) : undefined)?.data();
    const read = Object.entries(gates).map(async ([name, values]) => {
      const [, time, size] = values.shape;
      return [name, withoutPadding((await values.data()) as Float32Array, { time, size, lengths })] as const;
    });
    return Object.fromEntries(await Promise.all(read));
  } finally {
    dispose([tensors, Object.values(gates)]);
  }
}

/** @param values `[batch, time, size]` */
function withoutPadding(
  values: Float32Array,
  { time, size, lengths }: { readonly time: number; readonly size: number; readonly lengths: ArrayLike<number> | undefined },
): Float32Array {
  if (!lengths) return values;
  const sequences = Array.from(lengths, (length, index) => {
    const begin = index * time * size;
    return values.subarray(begin, begin + Math.min(length, time) * size);
  });
  const all = new Float32Array(sequences.reduce((sum, sequence) => sum + sequence.length, 0));
  let at = 0;
  for (const sequence of sequences) {
    all.set(sequence, at);
    at += sequence.length;
  }
  return all;
}
