import type { Tensor } from '@tensorflow/tfjs-core';
import { stack, type WeightArray, type Weights } from '@tidegate/cells';
import type { SequenceLayer, TensorTree } from '@tidegate/core';
import { decodeOnnx, type OnnxTensor } from '@tidegate/formats';
import { type Plan, planGraph } from './plan.js';
import { runPlan } from './run-plan.js';

export interface ImportRecurrentOptions {
  /** Inputs of the graph that are known before it runs, such as weights that are no initializers. */
  readonly constants?: Readonly<Record<string, OnnxTensor>>;
}

/** The recurrent layers of a file as layers of ours. */
export interface ImportedRecurrent {
  /** Of each node `RNN`, `LSTM` or `GRU`, in the order in which they run: `[batch, time, inputSize]` to `[batch, time, outputSize]`. */
  readonly layers: readonly SequenceLayer[];
  /** All of them one above the other, where each reads what the one below it gives, and starts from zeros or from inputs of the graph. */
  readonly layer?: SequenceLayer;
  /** The parameters of each layer by their paths under its position, such as `0/forward/inputKernel`; `toTensors` makes tensors of them. */
  readonly params: Weights;
  /** The inputs of the graph that `run` must be given. */
  readonly inputs: readonly string[];
  /** The outputs of the graph. */
  readonly outputs: readonly string[];
  /**
   * Runs the graph: its inputs to its outputs by their names, with the shapes that they have in the file.
   *
   * @throws ArgumentError if an input is missing, or has another number of axes
   * @throws ShapeError if inputs do not fit the layers
   */
  run(params: TensorTree, inputs: Readonly<Record<string, Tensor>>): Readonly<Record<string, Tensor>>;
}

/**
 * Reads the recurrent layers of any ONNX file that is made of nodes `RNN`, `LSTM` and `GRU` and of nodes between them that only rearrange:
 * one node, chains and both directions, with all attributes of the three, initial states and lengths of sequences. What our cells have no
 * equations for, such as `clip`, which bounds what goes into the gates, runs in cells of its own.
 *
 * @param bytes the whole file
 * @throws FormatError if the file is no ONNX model, has another node, or anything that would be lost
 */
export function importOnnxRecurrent(bytes: Uint8Array, { constants = {} }: ImportRecurrentOptions = {}): ImportedRecurrent {
  const plan = planGraph(decodeOnnx(bytes).graph, constants);
  const layers = plan.nodes.map(({ layer }) => layer);
  const params = plan.nodes.flatMap((node, index) =>
    Object.entries(node.params).map(([path, weight]): [string, WeightArray] => [`${index}/${path}`, weight]),
  );
  return {
    layers,
    ...(isChain(plan) && { layer: stack(layers) }),
    params: Object.fromEntries(params),
    inputs: plan.inputs,
    outputs: plan.outputs.map(({ name }) => name),
    run: (given, inputs) => runPlan(plan, given, inputs),
  };
}

function isChain({ nodes }: Plan): boolean {
  return nodes.every(({ sequence: { source }, initial }, index) => {
    const isNext = index === 0 ? source.kind === 'input' : source.kind === 'outputs' && source.node === index - 1;
    return isNext && Object.values(initial).every((value) => 'source' in value && value.source.kind === 'input');
  });
}
