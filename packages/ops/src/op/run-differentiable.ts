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
   * @param outputGradients one for each output, nothing for an output that was not used; at least one is there
   */
  backward(outputGradients: readonly (Tensor | undefined)[], saved: readonly Tensor[]): Gradients;
}

type Gradients = Readonly<Record<string, () => Tensor>>;

/** An op that the engine has recorded. */
interface TapeNode {
  readonly outputs: readonly Tensor[];
  readonly saved?: Tensor[];
  gradient?(outputGradients: readonly (Tensor | null)[]): Gradients;
}

/** The part of the TensorFlow.js engine that its own `customGrad` stands on; that function allows one output only. */
interface EngineSeam {
  runKernelFunc(call: {
    inputs: NamedTensorMap;
    forwardFunc(backend: unknown, save: (tensors: readonly Tensor[]) => void): Tensor[];
    backwardsFunc(outputGradients: Tensor | Tensor[], saved: Tensor[]): Gradients;
  }): Tensor[];
  readonly state: { readonly activeTape?: readonly TapeNode[] };
}

/**
 * Runs an op and records it for differentiation. Variables among what it saves are taken as they are when gradients are asked for: do not
 * assign to them between the forward pass and then.
 */
export function runDifferentiable(op: DifferentiableOp): Tensor[] {
  const seam = engine() as unknown as EngineSeam;
  let needed: readonly Tensor[] = [];
  const backward = (outputGradients: readonly (Tensor | undefined)[], saved: readonly Tensor[]): Gradients => {
    let next = 0;
    const kept = needed.map((tensor) => (outlivesTape(tensor) ? tensor : (saved[next++] as Tensor)));
    return op.backward(outputGradients, kept);
  };
  const outputs = seam.runKernelFunc({
    inputs: op.inputs,
    forwardFunc(_backend, save) {
      const { outputs, saved } = op.forward();
      needed = saved;
      save(saved.filter((tensor) => !outlivesTape(tensor)));
      return outputs;
    },
    backwardsFunc: (outputGradients, saved) => backward([outputGradients].flat(), saved),
  });
  const node = seam.state.activeTape?.at(-1);
  // The engine would make zeros, as large as the output, for each one that was not used.
  if (node && node.outputs[0] === outputs[0]) {
    node.gradient = (outputGradients) =>
      backward(
        outputGradients.map((gradient) => gradient ?? undefined),
        node.saved ?? [],
      );
  }
  return outputs;
}

/** Whether a tensor stays as it is without being saved: saving costs a clone, and weights change only when the gradients are known. */
function outlivesTape(tensor: Tensor): boolean {
  return tensor instanceof Variable;
}
