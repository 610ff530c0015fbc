import type { NamedAttrMap, NamedTensorMap, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { matrixProduct } from '../matrix-product/matrix-product.js';
import { present } from '../op/present.js';
import { runDifferentiable } from '../op/run-differentiable.js';
import { hasKernel, runKernel } from '../op/run-kernel.js';
import { assertSequenceInputs } from './assert-sequence-inputs.js';

/**
 * A recurrence over whole sequences as two kernels, one that goes forward and one that goes back through time.
 *
 * Forward kernel: takes the inputs of the op, gives `[outputs, ...final state, ...cache]`.
 * Gradient kernel: takes the inputs of the op but for `projected`; `outputs` and `cache` as the forward kernel gave them;
 * `outputsGradient`, and for each part of the state, `h` say, `hGradient` of its final value, unless nothing depends on them. It gives
 * `[projectedGradient, ...one for each of gradients]`. Since the input enters the recurrence only through
 * `projected = inputs inputKernel`, the gradients of these two are plain products, made here; where the op was given `projected`
 * itself, there is nothing left to do.
 */
export interface SequenceDefinition {
  /** Blocks of `hiddenSize` columns in the kernels and biases. */
  readonly gates: number;
  readonly forwardKernel: string;
  readonly gradientKernel: string;
  /** Parts of the state, such as `h` and `c`; the op takes `initialH`, `initialC`. */
  readonly state: readonly string[];
  /** What the forward kernel keeps for the gradient kernel beside the outputs. */
  readonly cache: readonly string[];
  /** The inputs, beside `inputs` and `inputKernel` or `projected`, that the gradient kernel gives gradients for, in its order. */
  readonly gradients: readonly string[];
}

export interface SequenceOutputs {
  readonly outputs: Tensor3D;
  /** The final state, in the order of the definition. */
  readonly state: readonly Tensor2D[];
}

/** What every sequence op takes: `inputs` with `inputKernel`, or `projected`. */
export interface SequenceInputs {
  /** `[batch, time, inputSize]` */
  readonly inputs?: Tensor3D | undefined;
  /** `[inputSize, gates * hiddenSize]` */
  readonly inputKernel?: Tensor2D | undefined;
  /**
   * `[batch, time, gates * hiddenSize]`, float32: `inputs inputKernel`, made elsewhere. Where many inputs are alike, such as the
   * embeddings of a small vocabulary, project each once and look the rows up.
   */
  readonly projected?: Tensor3D | undefined;
  /** `[hiddenSize, gates * hiddenSize]` */
  readonly recurrentKernel: Tensor2D;
}

export interface Sequence {
  /** Whether the active backend has both kernels. */
  isSupported(): boolean;
  /**
   * @throws ArgumentError unless the inputs come with their kernel, or projected; unless lengths are int32 and all else float32
   * @throws ShapeError if weights, state or lengths do not fit the inputs and each other
   */
  run(inputs: SequenceInputs & Readonly<Record<string, Tensor | undefined>>, attributes: NamedAttrMap): SequenceOutputs;
}

export function defineSequence(definition: SequenceDefinition): Sequence {
  const { forwardKernel, gradientKernel, state, cache, gradients } = definition;
  return {
    isSupported: () => hasKernel(forwardKernel) && hasKernel(gradientKernel),
    run(given, attributes) {
      const inputs = present(given);
      assertSequenceInputs(definition, { ...inputs, recurrentKernel: given.recurrentKernel });
      const { projected: _, ...remembered } = inputs;
      const names = [...Object.keys(remembered), 'outputs', ...cache];
      const results = runDifferentiable({
        inputs: Object.fromEntries(Object.entries(inputs).filter(([, tensor]) => tensor.dtype === 'float32')),
        forward() {
          const results = runKernel(forwardKernel, inputs, attributes);
          const [outputs, ...rest] = results as [Tensor, ...Tensor[]];
          return {
            outputs: results.slice(0, 1 + state.length),
            saved: [...Object.values(remembered), outputs, ...rest.slice(state.length)],
          };
        },
        backward([outputsGradient, ...stateGradients], kept) {
          const saved = zipNames(names, kept);
          const arriving = present({
            outputsGradient,
            ...Object.fromEntries(state.map((part, index) => [`${part}Gradient`, stateGradients[index]])),
          });
          const [projectedGradient, ...others] = runKernel(gradientKernel, { ...saved, ...arriving }, attributes) as [Tensor, ...Tensor[]];
          return {
            ...inputSideGradients(saved.inputs as Tensor3D, saved.inputKernel as Tensor2D, projectedGradient),
            projected: () => projectedGradient,
            ...Object.fromEntries(gradients.map((name, index) => [name, () => others[index] as Tensor])),
          };
        },
      });
      const [outputs, ...final] = results;
      return { outputs: outputs as Tensor3D, state: final as Tensor2D[] };
    },
  };
}

/** `projected = inputs inputKernel`, differentiated: `[batch, time, gates * hiddenSize]` arrives. */
function inputSideGradients(
  inputs: Tensor3D,
  inputKernel: Tensor2D,
  projectedGradient: Tensor,
): Record<'inputs' | 'inputKernel', () => Tensor> {
  return {
    inputs: () => matrixProduct({ left: projectedGradient, right: inputKernel }, { transposeRight: true }),
    inputKernel: () => matrixProduct({ left: inputs, right: projectedGradient }, { transposeLeft: true }),
  };
}

function zipNames(names: readonly string[], tensors: readonly Tensor[]): NamedTensorMap {
  return Object.fromEntries(names.map((name, index) => [name, tensors[index] as Tensor]));
}
