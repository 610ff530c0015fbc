import type { OnnxGraph, OnnxNode, OnnxTensor } from '@tidegate/formats';
import { malformed } from '../errors/malformed.js';
import { lengthsOf, sequenceOf, stateOf } from './node-inputs.js';
import { type NodeLayer, nodeLayer } from './node-layer.js';
import { plainNode, recurrentOperators } from './plain-node.js';
import type { Value } from './value.js';
import type { Axes, View } from './view.js';

/** A recurrent node, and where what it reads comes from. */
export interface PlannedNode extends NodeLayer {
  /** `[batch, time, features]` */
  readonly sequence: View;
  /** `[batch]` */
  readonly lengths?: View | OnnxTensor;
  /** Parts that do not start from zeros, `[direction, batch, hidden]`. */
  readonly initial: { readonly [part in 'h' | 'c']?: View | OnnxTensor };
}

export interface Plan {
  readonly nodes: readonly PlannedNode[];
  /** Values that must be given. */
  readonly inputs: readonly string[];
  /** Each one view, or several one behind the other along an axis. */
  readonly outputs: readonly { readonly name: string; readonly views: readonly View[]; readonly axis: number }[];
}

/**
 * Finds the recurrent nodes of a graph, and how what flows between them is rearranged.
 *
 * @param given values of inputs that are known before the graph runs
 * @throws FormatError if a node is none of those that can be read, or reads what it cannot
 */
export function planGraph(graph: OnnxGraph, given: Readonly<Record<string, OnnxTensor>>): Plan {
  const constants = Object.entries({ ...graph.initializers, ...given });
  const values = new Map<string, Value>(constants.map(([name, tensor]) => [name, { kind: 'constant', tensor }]));
  const inputs = graph.inputs.filter(({ name }) => !values.has(name));
  for (const { name, type } of inputs) {
    const rank = type?.kind === 'tensor' ? type.shape?.length : undefined;
    if (rank === undefined) throw malformed(`the input ${JSON.stringify(name)} must be a tensor with a shape`);
    const groups = Array.from({ length: rank }, (_, axis) => [String(axis)]);
    values.set(name, { kind: 'view', view: { source: { kind: 'input', name }, groups } });
  }
  const nodes: PlannedNode[] = [];
  for (const node of graph.nodes) {
    const results = resultsOf(node, values, nodes);
    for (const [index, output] of node.outputs.entries()) {
      const { [index]: result } = results;
      if (output === '') continue;
      if (!result || values.has(output)) throw malformed(`${placeOf(node)} gives ${JSON.stringify(output)}, which it cannot`);
      values.set(output, result);
    }
  }
  if (nodes.length === 0) throw malformed(`there is no node ${recurrentOperators.join(', ')}`);
  const outputs = graph.outputs.map(({ name }) => {
    const value = values.get(name);
    if (value?.kind === 'view') return { name, views: [value.view], axis: 0 };
    if (value?.kind === 'joined') return { name, views: value.views, axis: value.axis };
    throw malformed(`the output ${JSON.stringify(name)} must come from a recurrent node`);
  });
  return { nodes, inputs: inputs.map(({ name }) => name), outputs };
}

/** What each output of a node is; a recurrent node joins the others. */
function resultsOf(node: OnnxNode, values: ReadonlyMap<string, Value>, nodes: PlannedNode[]): readonly Value[] {
  const where = placeOf(node);
  if ((node.domain ?? '') !== '') throw malformed(`${where} must be an operator of ONNX itself, not of ${JSON.stringify(node.domain)}`);
  const inputs = node.inputs.map((name) => {
    if (name !== '' && !values.has(name)) throw malformed(`${where} reads ${JSON.stringify(name)}, which nothing before it gives`);
    return values.get(name);
  });
  if (!recurrentOperators.includes(node.opType)) return [plainNode(node, where, inputs, (view, axis) => sizeOf(nodes, view, axis))];
  const planned = planNode(node, where, inputs, nodes);
  nodes.push(planned);
  return viewsOf(planned, nodes.length - 1);
}

function planNode(node: OnnxNode, where: string, inputs: readonly (Value | undefined)[], earlier: readonly PlannedNode[]): PlannedNode {
  const constants = node.inputs.flatMap((name, index): [string, OnnxTensor][] => {
    const { [index]: value } = inputs;
    return value?.kind === 'constant' ? [[name, value.tensor]] : [];
  });
  const made = nodeLayer(node, Object.fromEntries(constants));
  const [sequence, , , , lengths, hidden, cell] = inputs;
  const real = lengthsOf(where, lengths);
  const [h, c] = [hidden, cell].map((value) => stateOf(where, value, made.recurrent, earlier));
  return {
    ...made,
    sequence: sequenceOf(where, sequence, made.recurrent, earlier),
    ...(real && { lengths: real }),
    initial: { ...(h && { h }), ...(c && { c }) },
  };
}

/** The outputs Y, Y_h and, of an LSTM, Y_c of a node. */
function viewsOf(node: PlannedNode, index: number): readonly Value[] {
  const { batchFirst, operator } = node.recurrent;
  const direction = directionAxes(node);
  const view = (source: View['source'], groups: readonly Axes[]): Value => ({ kind: 'view', view: { source, groups } });
  const steps = batchFirst ? [['batch'], ['time'], direction] : [['time'], direction, ['batch']];
  const state = batchFirst ? [['batch'], direction] : [direction, ['batch']];
  const parts = operator === 'LSTM' ? (['h', 'c'] as const) : (['h'] as const);
  return [
    view({ kind: 'outputs', node: index }, [...steps, ['hidden']]),
    ...parts.map((part) => view({ kind: 'state', node: index, part }, [...state, ['hidden']])),
  ];
}

/** Axes of the directions of a node: none, which has the size 1, where there is but one. */
export function directionAxes({ recurrent }: NodeLayer): Axes {
  return recurrent.directions.length === 1 ? [] : ['direction'];
}

function sizeOf(nodes: readonly PlannedNode[], { source }: View, axis: string): number | undefined {
  if (source.kind === 'input') return undefined;
  const { recurrent } = nodes[source.node] as PlannedNode;
  return { hidden: recurrent.hiddenSize, direction: recurrent.directions.length }[axis];
}

function placeOf({ name, outputs, opType }: OnnxNode): string {
  return `the node ${JSON.stringify(name ?? outputs[0] ?? '')} (${opType})`;
}
