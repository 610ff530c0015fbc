import type { TensorInfo } from '@tensorflow/tfjs-core';
import { decodeGroup } from '@tidegate/ops';
import type { WasmTensors } from '../tensors/wasm-tensors.js';

/** Words of 32 bits of the description, and of each convolution after it: those of `assembly/pooled-convolutions/problem.ts`. */
const problemWords = 16;
const convolutionWords = 6;

/** The sizes of one launch, and its convolutions. */
export interface Convolutions {
  readonly batch: number;
  readonly time: number;
  readonly channels: number;
  /** The sum of all filters. */
  readonly features: number;
  /** Each `[width, channels, filters]` */
  readonly kernels: readonly TensorInfo[];
  /** Each `[filters]` */
  readonly biases: readonly TensorInfo[];
}

/** Addresses of what a launch reads or writes beside the kernels and biases; 0 where there is none. */
export interface Addresses {
  readonly inputs: number;
  readonly lengths: number;
  readonly pooled: number;
  readonly activations: number;
  readonly positions: number;
  readonly inputsGradient: number;
  /** Kernel by kernel. */
  readonly kernelGradients: readonly number[];
  readonly biasGradients: readonly number[];
}

export function readConvolutions(inputs: object): Convolutions {
  const named = inputs as Readonly<Record<string, TensorInfo | undefined>>;
  const [batch, time, channels] = (named.inputs as TensorInfo).shape as [number, number, number];
  const biases = decodeGroup(named, 'bias');
  const features = biases.reduce((sum, { shape }) => sum + (shape[0] as number), 0);
  return { batch, time, channels, features, kernels: decodeGroup(named, 'kernel'), biases };
}

/** Describes a launch in the memory of the compiled kernels, and runs one on it. */
export function runProblem(wasm: WasmTensors, convolutions: Convolutions, addresses: Addresses, run: (address: number) => void): void {
  const { batch, time, channels, features, kernels, biases } = convolutions;
  const { inputs, lengths, pooled, activations, positions, inputsGradient, kernelGradients, biasGradients } = addresses;
  const ofEach = kernels.flatMap((kernel, index) => [
    wasm.address(kernel),
    wasm.address(biases[index] as TensorInfo),
    kernel.shape[0] as number,
    kernel.shape[2] as number,
    kernelGradients[index] ?? 0,
    biasGradients[index] ?? 0,
  ]);
  const words = problemWords + convolutionWords * kernels.length;
  const memory = wasm.memorySpace;
  const address = memory.allocate(4 * words);
  const description = memory.integers(address, words);
  description.set([batch, time, channels, features, inputs, lengths, pooled, activations, positions, inputsGradient, kernels.length]);
  description.set(ofEach, problemWords);
  run(address);
  memory.release(address);
}
