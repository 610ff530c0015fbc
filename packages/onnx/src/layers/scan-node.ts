import type { OnnxValue } from '@tidegate/formats';
import type { CellConfig } from '@tidegate/models';
import { int, ints, subgraph } from '../graph/attributes.js';
import { GraphWriter } from '../graph/graph-writer.js';
import { activate } from './activations.js';
import { type Frame, parameter, zeros } from './frame.js';
import { type Direction, type Recurrence, type State, stateSizes } from './recurrence.js';

/** A recurrence as nodes `Scan` around the equations of a step: of LSTMs whose equations the operator `LSTM` does not have. */
export function scanNode(frame: Frame, { name, paths, config, inputs, initial }: Recurrence): readonly Direction[] {
  const { graph, batch, isReal } = frame;
  const { hiddenSize, useBias = true } = config;
  const columns = 4 * hiddenSize;
  const sizes = stateSizes(config);
  return paths.map((path, direction) => {
    const product = graph.op('MatMul', [inputs.value, parameter(frame, `${path}/inputKernel`, [inputs.size, columns])]);
    const projected = useBias ? graph.op('Add', [product, parameter(frame, `${path}/bias`, [columns])]) : product;
    const start = Object.entries(sizes).map(
      ([part, size]) => initial?.[direction]?.[part] ?? zeros(graph, graph.op('Concat', [batch, graph.sizes([size])], { axis: int(0) })),
    );
    const [h, c, outputs] = ['h', 'c', 'outputs'].map((value) => `${name}/${direction}.${value}`) as [string, string, string];
    graph.add({
      opType: 'Scan',
      name: `${name}/${direction}`,
      inputs: [...start, projected, isReal],
      outputs: [h, c, outputs],
      attributes: {
        body: subgraph(stepGraph(frame, path, config)),
        num_scan_inputs: int(2),
        scan_input_directions: ints(direction, direction),
        scan_output_directions: ints(direction),
      },
    });
    return { outputs, state: { h, c } };
  });
}

/** One step: state, projected inputs and whether the step is real, to the next state and the output. Padding holds the state. */
function stepGraph(frame: Frame, path: string, config: CellConfig) {
  const body = new GraphWriter(frame.graph);
  const inner = { ...frame, graph: body };
  const { h: outputSize = 0, c: hiddenSize = 0 } = stateSizes(config);
  const [h, c, x, isReal] = ['h', 'c', 'x', 'isReal'].map((name) => body.fresh(name)) as [string, string, string, string];
  const next = step(inner, path, config, { h, c }, x);
  const held = (part: 'h' | 'c', before: string) => body.op('Where', [isReal, next[part] as string, before]);
  const outputs = [held('h', h), held('c', c), body.op('Where', [isReal, next.h as string, body.floats(0)])] as const;
  const float = (name: string, size: number): OnnxValue => ({
    name,
    type: { kind: 'tensor', dataType: 'FLOAT', shape: ['batch', size] },
  });
  return {
    name: `${path}.step`,
    nodes: body.nodes,
    inputs: [
      float(h, outputSize),
      float(c, hiddenSize),
      float(x, 4 * hiddenSize),
      { name: isReal, type: { kind: 'tensor', dataType: 'BOOL', shape: ['batch', 1] } } as const,
    ],
    outputs: [float(outputs[0], outputSize), float(outputs[1], hiddenSize), float(outputs[2], outputSize)],
    initializers: {},
  };
}

/** The equations of the LSTM of `@tidegate/cells`. */
function step(frame: Frame, path: string, config: CellConfig, { h, c }: { readonly h: string; readonly c: string }, x: string): State {
  const { graph } = frame;
  const { hiddenSize, forgetBias = 1, peepholes = false, cellClip, projection, projectionClip } = config;
  const { activation = 'tanh', recurrentActivation = 'sigmoid' } = config;
  const own = (name: string, ...shape: readonly number[]) => parameter(frame, `${path}/${name}`, shape);
  const add = (left: string, right: string) => graph.op('Add', [left, right]);
  const multiply = (left: string, right: string) => graph.op('Mul', [left, right]);
  const gate = (sum: string, peephole: string, cell: string) =>
    activate(graph, recurrentActivation, peepholes ? add(sum, multiply(own(peephole, hiddenSize), cell)) : sum);
  const clip = (value: string, bound: number | undefined) =>
    bound === undefined ? value : graph.op('Clip', [value, graph.floats(-bound), graph.floats(bound)]);

  const sums = add(x, graph.op('MatMul', [h, own('recurrentKernel', projection ?? hiddenSize, 4 * hiddenSize)]));
  const [i, f, g, o] = graph.split(sums, 4, 1) as [string, string, string, string];
  const kept = multiply(gate(add(f, graph.floats(forgetBias)), 'forgetPeephole', c), c);
  const cell = clip(add(kept, multiply(gate(i, 'inputPeephole', c), activate(graph, activation, g))), cellClip);
  const shown = multiply(gate(o, 'outputPeephole', cell), activate(graph, activation, cell));
  if (projection === undefined) return { h: shown, c: cell };
  return { h: clip(graph.op('MatMul', [shown, own('projectionKernel', hiddenSize, projection)]), projectionClip), c: cell };
}
