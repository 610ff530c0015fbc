import type { Activation } from '@tidegate/cells';
import { type Attributes, float, floats } from '../graph/attributes.js';
import type { GraphWriter } from '../graph/graph-writer.js';

/** Ours among the functions that recurrent operators name. */
const functions: Readonly<Record<Activation, string>> = {
  tanh: 'Tanh',
  relu: 'Relu',
  sigmoid: 'Sigmoid',
  hardSigmoid: 'HardSigmoid',
  linear: 'Affine',
};

/** Of `alpha x + beta`, in the functions that have them. */
const parameters: { readonly [Each in Activation]?: readonly [alpha: number, beta: number] } = { hardSigmoid: [0.2, 0.5], linear: [1, 0] };

export function functionName(activation: Activation): string {
  return functions[activation];
}

/** `activation_alpha` and `activation_beta` of a node, for the functions that have them, in their order. Not all programs know defaults. */
export function functionParameters(activations: readonly Activation[]): Attributes {
  const pairs = activations.flatMap((activation) => (parameters[activation] ? [parameters[activation]] : []));
  if (pairs.length === 0) return {};
  return {
    activation_alpha: floats(...pairs.map(([alpha]) => alpha)),
    activation_beta: floats(...pairs.map(([, beta]) => beta)),
  };
}

/** A function of a value, as nodes of its own. */
export function activate(graph: GraphWriter, activation: Activation, input: string): string {
  switch (activation) {
    case 'linear':
      return input;
    case 'hardSigmoid':
      return graph.op('HardSigmoid', [input], { alpha: float(0.2), beta: float(0.5) });
    default:
      return graph.op(functions[activation], [input]);
  }
}
