import type { Random } from '@tidegate/core';

/** The sizes of a batch of sequences, and how a recurrence goes through it. */
export interface SequenceShape {
  readonly batch: number;
  readonly time: number;
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly lengths?: readonly number[];
  readonly reverse: boolean;
  readonly withState: boolean;
}

/** The corners: the smallest of all, a size beside each vector width, nothing but padding. */
const corners: readonly SequenceShape[] = [
  { batch: 1, time: 1, inputSize: 1, hiddenSize: 1, reverse: false, withState: false },
  { batch: 1, time: 1, inputSize: 33, hiddenSize: 33, reverse: true, withState: true },
  { batch: 13, time: 2, inputSize: 7, hiddenSize: 8, lengths: [2, 1, 0, 2, 1, 0, 2, 1, 0, 2, 1, 0, 2], reverse: true, withState: false },
  { batch: 3, time: 4, inputSize: 5, hiddenSize: 7, lengths: [0, 0, 0], reverse: false, withState: true },
  { batch: 3, time: 4, inputSize: 5, hiddenSize: 7, lengths: [0, 0, 0], reverse: true, withState: false },
  { batch: 17, time: 3, inputSize: 3, hiddenSize: 65, reverse: false, withState: true },
  {
    batch: 33,
    time: 5,
    inputSize: 20,
    hiddenSize: 20,
    lengths: Array.from({ length: 33 }, (_, i) => i % 6),
    reverse: false,
    withState: true,
  },
];

const sizes = [1, 2, 3, 4, 5, 7, 8, 13, 16, 19, 33];

/** The corners, and as many shapes drawn at random, most of them no multiple of a vector's width. */
export function sequenceShapes(random: Random, count: number): readonly SequenceShape[] {
  const drawn = Array.from({ length: count }, (_, index): SequenceShape => {
    const draw = (name: string, bound: number): number => random.split(index, name).integers(1, bound)[0] as number;
    const size = (name: string): number => sizes[draw(name, sizes.length)] as number;
    const batch = 1 + draw('batch', 9);
    const time = 1 + draw('time', 9);
    const lengths = [...random.split(index, 'lengths').integers(batch, time + 1)];
    return {
      batch,
      time,
      inputSize: size('input'),
      hiddenSize: size('hidden'),
      ...(draw('padded', 2) === 1 && { lengths }),
      reverse: draw('reverse', 2) === 1,
      withState: draw('state', 2) === 1,
    };
  });
  return [...corners, ...drawn];
}
