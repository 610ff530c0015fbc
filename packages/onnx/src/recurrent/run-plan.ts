import {
  cast,
  concat,
  type Rank,
  reshape,
  stack,
  type Tensor,
  type Tensor1D,
  type Tensor3D,
  tensor,
  tidy,
  unstack,
} from '@tensorflow/tfjs-core';
import { ArgumentError, type ScanResult, type TensorTree } from '@tidegate/core';
import type { OnnxTensor } from '@tidegate/formats';
import { directionAxes, type Plan, type PlannedNode } from './plan.js';
import { arrange, type View } from './view.js';

const caller = 'run of importOnnxRecurrent';

type Tensors = Readonly<Record<string, Tensor>>;

/**
 * Runs the layers of a plan.
 *
 * @param params of each node, under its position: `0`, `1`, ...
 * @returns the outputs of the graph by name; the caller frees them
 * @throws ArgumentError if an input is missing
 */
export function runPlan(plan: Plan, params: TensorTree, inputs: Tensors): Tensors {
  return tidy(() => {
    const results: ScanResult[] = [];
    for (const [index, node] of plan.nodes.entries()) {
      results.push(runNode(node, params[index] as TensorTree, (given) => resolve(plan, results, inputs, given)));
    }
    return Object.fromEntries(
      plan.outputs.map(({ name, views, axis }) => {
        const parts = views.map((view) => resolve(plan, results, inputs, view));
        return [name, parts.length === 1 ? (parts[0] as Tensor).clone() : concat(parts, axis)];
      }),
    );
  });
}

function runNode(node: PlannedNode, params: TensorTree, read: (given: View | OnnxTensor) => Tensor): ScanResult {
  const sequence = read(node.sequence) as Tensor3D;
  const lengths = node.lengths && (cast(read(node.lengths), 'int32') as Tensor1D);
  const given = Object.entries(node.initial);
  const options = { ...(lengths && { lengths }) };
  if (given.length === 0) return node.layer.run(params, sequence, options);
  const directions = node.recurrent.directions.length;
  const parts = given.map(([part, value]) => [part, byDirection(read(value), directions)] as const);
  const zero = node.layer.createState(sequence.shape[0]);
  const stateOf = (start: TensorTree, direction: number): TensorTree => ({
    ...start,
    ...Object.fromEntries(parts.map(([part, values]) => [part, values[direction] as Tensor])),
  });
  const state =
    directions === 1
      ? stateOf(zero, 0)
      : { forward: stateOf(zero.forward as TensorTree, 0), backward: stateOf(zero.backward as TensorTree, 1) };
  return node.layer.run(params, sequence, { ...options, state });
}

/**
 * A state `[direction, batch, hidden]` as one for each direction.
 *
 * @throws ArgumentError unless it has so many
 */
function byDirection(state: Tensor, directions: number): Tensor[] {
  const [count, ...shape] = state.shape;
  if (count !== directions) throw new ArgumentError(caller, 'the shape of an initial state', state.shape, `[${directions}, batch, hidden]`);
  // The gradient of `unstack` fails in TensorFlow.js where there is one part only.
  return directions === 1 ? [reshape(state, shape)] : unstack(state);
}

/** The tensor of a constant or of a view. */
function resolve({ nodes }: Plan, results: readonly ScanResult[], inputs: Tensors, given: View | OnnxTensor): Tensor {
  if ('dataType' in given)
    return tensor<Rank>(given.data as Float32Array, [...given.shape], given.dataType === 'INT32' ? 'int32' : 'float32');
  const { source, groups } = given;
  if (source.kind === 'input') {
    const found = Object.hasOwn(inputs, source.name) ? inputs[source.name] : undefined;
    if (!found) throw new ArgumentError(caller, 'inputs', Object.keys(inputs), `tensors by name, with ${source.name}`);
    const axes = groups.flat().sort((a, b) => Number(a) - Number(b));
    if (found.shape.length === axes.length) return arrange(found, axes, given);
    throw new ArgumentError(caller, `the shape of ${source.name}`, found.shape, `one of ${axes.length} axes`);
  }
  const { [source.node]: node } = nodes as readonly [PlannedNode];
  const { outputs, state } = results[source.node] as ScanResult;
  const direction = directionAxes(node);
  const { hiddenSize, directions } = node.recurrent;
  if (source.kind === 'outputs') {
    const [batch, time] = outputs.shape;
    const apart = reshape(outputs, [batch, time, ...direction.map(() => directions.length), hiddenSize]);
    return arrange(apart, ['batch', 'time', ...direction, 'hidden'], given);
  }
  const parts = directions.length === 1 ? [state] : [state.forward as TensorTree, state.backward as TensorTree];
  const values = parts.map((part) => part[source.part] as Tensor);
  const joined = directions.length === 1 ? (values[0] as Tensor) : stack(values);
  return arrange(joined, [...direction, 'batch', 'hidden'], given);
}
