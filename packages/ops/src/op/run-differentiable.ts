import { engine, type NamedTensorMap, type Tensor, Variable } from '@tensorflow/tfjs-core';

/** An op of several outputs with a gradient of its own. */
export interface DifferentiableOp {
  /** The tensors that may get a gradient, by name. */
  readonly inputs: NamedTensorMap;
  /** Computes the outputs, and names every tensor that `backward` will need: whatever is not saved is freed before it runs. */
  forward(): { readonly outputs: Tensor[]; readonly saved: readonly Tensor[] };
  /**
   * For each input a function that gives its gradient; only those that someone asks for are called.
   *
   * @param outputGradients one for each output, zeros for an output that was not used
   */
  backward(outputGradients: readonly Tensor[], saved: readonly Tensor[]): Readonly<Record<string, () => Tensor>>;
}

/** The part of the TensorFlow.js engine that its own `customGrad` stands on; that function allows one output only. */
interface EngineSeam {
  runKernelFunc(call: {
    inputs: NamedTensorMap;
    forwardFunc(backend: unknown, save: (tensors: readonly Tensor[]) => void): Tensor[];
    backwardsFunc(outputGradients: Tensor | Tensor[], saved: Tensor[]): Readonly<Record<string, () => Tensor>>;
  }): Tensor[];
}

/** Runs an op and records it for differentiation. */
export function runDifferentiable(op: DifferentiableOp): Tensor[] {
  let needed: readonly Tensor[] = [];
  return (engine() as unknown as EngineSeam).runKernelFunc({
    inputs: op.inputs,
    forwardFunc(_backend, save) {
      const { outputs, saved } = op.forward();
      needed = saved;
      save(saved.filter((tensor) => !outlivesTape(tensor)));
      return outputs;
    },
    backwardsFunc(outputGradients, saved) {
      let next = 0;
      const kept = needed.map((tensor) => (outlivesTape(tensor) ? tensor : (saved[next++] as Tensor)));
      return op.backward([outputGradients].flat(), kept);
    },
  });
}

/** Whether a tensor stays as it is without being saved: saving costs a clone, and weights change only when the gradients are known. */
function outlivesTape(tensor: Tensor): boolean {
  return tensor instanceof Variable;
}
