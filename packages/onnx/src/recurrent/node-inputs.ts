import type { OnnxRecurrent, OnnxTensor } from '@tidegate/formats';
import { malformed } from '../errors/malformed.js';
import { isZero, type Value } from './value.js';
import type { Axes, View } from './view.js';

/** What of an earlier node matters to the one that reads it. */
interface Earlier {
  readonly recurrent: OnnxRecurrent;
}

/**
 * The input X of a node, as `[batch, time, features]`.
 *
 * @throws FormatError unless it is an input of the graph, or what a node gives at each step with its directions side by side
 */
export function sequenceOf(where: string, value: Value | undefined, node: OnnxRecurrent, earlier: readonly Earlier[]): View {
  const problem = `${where}: X must be an input of the graph or what another recurrent node gives, with the axes that the layout asks for`;
  if (value?.kind !== 'view') throw malformed(problem);
  const { source, groups, piece } = value.view;
  const [first, second, features] = groups as readonly [Axes, Axes, Axes];
  const [batch, time] = node.batchFirst ? [first, second] : [second, first];
  if (groups.length !== 3 || piece) throw malformed(problem);
  const directions = source.kind === 'input' ? 1 : (earlier[source.node]?.recurrent.directions.length ?? 1);
  const expected = directions === 1 ? 'hidden' : 'direction,hidden';
  const fits =
    source.kind === 'input'
      ? groups.every((group) => group.length === 1)
      : source.kind === 'outputs' && batch.join() === 'batch' && time.join() === 'time' && features.join() === expected;
  if (!fits) throw malformed(problem);
  if (source.kind === 'outputs') assertSize(`${where}: the features of X`, sizeOf(earlier[source.node]), node.inputSize);
  return { source, groups: [batch, time, features] };
}

/**
 * The input sequence_lens of a node, if it has one.
 *
 * @throws FormatError unless it is an input of the graph, or a constant of type INT32
 */
export function lengthsOf(where: string, value: Value | undefined): View | OnnxTensor | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'view' && value.view.source.kind === 'input' && value.view.groups.length === 1 && !value.view.piece) {
    return value.view;
  }
  if (value.kind === 'constant' && value.tensor.dataType === 'INT32' && value.tensor.shape.length === 1) return value.tensor;
  throw malformed(`${where}: sequence_lens must be an input of the graph with one axis, or a constant of type INT32`);
}

/**
 * An initial state of a node as `[direction, batch, hidden]`, if it is not all zeros.
 *
 * @throws FormatError unless it is an input of the graph, a state that another node gives, or a constant
 */
export function stateOf(
  where: string,
  value: Value | undefined,
  node: OnnxRecurrent,
  earlier: readonly Earlier[],
): View | OnnxTensor | undefined {
  if (value === undefined || value.kind === 'zeros') return undefined;
  const rule = 'an input of the graph, the last state of another node or a constant, with three axes as the layout asks for';
  const problem = `${where}: initial states must each be ${rule}`;
  if (value.kind === 'constant') {
    const { tensor } = value;
    if (isZero(tensor)) return undefined;
    const [count, , size] = tensor.shape;
    if (tensor.dataType !== 'FLOAT' || tensor.shape.length !== 3 || node.batchFirst) throw malformed(problem);
    if (count !== node.directions.length || size !== node.hiddenSize) throw malformed(problem);
    return tensor;
  }
  if (value.kind !== 'view' || value.view.groups.length !== 3) throw malformed(problem);
  const { source, groups } = value.view;
  const [first, second, hidden] = groups as readonly [Axes, Axes, Axes];
  const [direction, batch] = node.batchFirst ? [second, first] : [first, second];
  const isPart =
    source.kind === 'state' && batch.join() === 'batch' && hidden.join() === 'hidden' && ['', 'direction'].includes(direction.join());
  if (isPart)
    assertSize(`${where}: the features of an initial state`, sizeOf(earlier[source.node]), node.directions.length * node.hiddenSize);
  if (isPart || (source.kind === 'input' && groups.every((group) => group.length === 1)))
    return { ...value.view, groups: [direction, batch, hidden] };
  throw malformed(problem);
}

/** Features that a node gives at each step, of all directions. */
function sizeOf(node: Earlier | undefined): number {
  return node ? node.recurrent.directions.length * node.recurrent.hiddenSize : 0;
}

function assertSize(what: string, size: number, expected: number): void {
  if (size !== expected) throw malformed(`${what} must be ${expected}, but are ${size}`);
}
