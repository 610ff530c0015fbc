import { Filtering } from './filtering';

/** One convolution as the TypeScript side writes it: addresses and sizes. */
@unmanaged
export class Convolution {
  /** `[width, channels, filters]` */
  kernel: usize;
  /** `[filters]` */
  bias: usize;
  width: i32;
  filters: i32;
  /** Where the gradients go; 0 forward. */
  kernelGradient: usize;
  biasGradient: usize;
}

/** What a launch is given, as the TypeScript side writes it, followed by its convolutions. */
@unmanaged
export class Problem {
  batch: i32;
  time: i32;
  channels: i32;
  /** The sum of all filters. */
  features: i32;
  /** `[batch, time, channels]` */
  inputs: usize;
  /** `[batch]`, or 0 if all sequences have all steps */
  lengths: usize;
  /** `[batch, 2 features]`, its gradient backward */
  pooled: usize;
  /** `[batch, time, features]` */
  activations: usize;
  /** `[batch, features]` */
  positions: usize;
  /** `[batch, time, channels]`; 0 forward */
  inputsGradient: usize;
  convolutions: i32;
  /** What follows is for the kernels themselves. */
  banks: i32;
  bank: usize;
  /** `[batch, features]`: the gradients of the biases, sequence by sequence. */
  biasParts: usize;
  /** Channels that one chunk of the backward pass takes, and how many such pieces there are. */
  pieceChannels: i32;
  pieces: i32;
}

/** Some filters of one convolution, few enough that a block of their values fits a cache. */
@unmanaged
export class Bank {
  convolution: Convolution;
  filtering: Filtering;
  /** The first filter within the convolution, and within all features. */
  firstFilter: i32;
  feature: i32;
  filters: i32;
  /** The transformed kernels, packed point by point, and the bytes of one point. */
  panels: usize;
  panelBytes: usize;
  /** The gradients of the transformed kernels, `[points, channels, filters]`; 0 forward. */
  gradient: usize;
}

/** Most filters of a bank. */
export const bankFilters: i32 = 128;
/** Bytes of a row of values of one bank in scratch memory, whatever its filters. */
export const bankRow: usize = bankFilters << 2;
/** Most tiles that are computed at once. */
export const tileBlock: i32 = 32;
/** Most points whose products are kept at once. */
export const pointBlock: i32 = 6;

export function convolutionAt(problem: Problem, index: i32): Convolution {
  return changetype<Convolution>(changetype<usize>(problem) + offsetof<Problem>() + <usize>index * offsetof<Convolution>());
}

export function bankAt(problem: Problem, index: i32): Bank {
  return changetype<Bank>(problem.bank + <usize>index * offsetof<Bank>());
}

/** Real steps of a sequence. */
export function stepsOf(problem: Problem, sequence: i32): i32 {
  if (problem.lengths == 0) return problem.time;
  return max(0, min(problem.time, load<i32>(problem.lengths + ((<usize>sequence) << 2))));
}

/** Windows of a bank that lie within that many steps. */
export function windowsOf(bank: Bank, steps: i32): i32 {
  return max(0, steps - bank.filtering.taps + 1);
}

/** How many steps of the size cover the count. */
export function partsOf(count: i32, size: i32): i32 {
  return (count + size - 1) / size;
}

export function roundUp(count: i32, to: i32): i32 {
  return partsOf(count, to) * to;
}
