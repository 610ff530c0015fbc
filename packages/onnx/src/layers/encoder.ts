import type { RecurrentEncoderConfig } from '@tidegate/models';
import { int, ints } from '../graph/attributes.js';
import { type Frame, parameter, zeroPadding } from './frame.js';
import { recur } from './recur.js';
import { type Direction, type Sequence, type State, stateSizes } from './recurrence.js';

export interface Encoded {
  readonly outputs: Sequence;
  /** Of each layer, of its directions; empty where they do not come from outside. */
  readonly states: readonly (readonly State[])[];
}

/**
 * The recurrent layers of a model, one above the other.
 *
 * @param path of their parameters
 * @param initial the states of each layer's directions, where they come from outside
 */
export function encode(
  frame: Frame,
  path: string,
  config: RecurrentEncoderConfig,
  inputs: Sequence,
  initial?: readonly (readonly State[])[],
): Encoded {
  let outputs = inputs;
  const states = Array.from({ length: config.layers ?? 1 }, (_, index) => {
    const layer = encodeLayer(frame, `${path}/${index}`, config, outputs, initial?.[index]);
    outputs = layer.outputs;
    return layer.states;
  });
  return { outputs, states };
}

/** A layer with what the configuration puts around it; the parameters of what is inside stand deeper. */
function encodeLayer(frame: Frame, path: string, config: RecurrentEncoderConfig, inputs: Sequence, given?: readonly State[]) {
  const { layerNormalization = false, learnedState = false, residual = false } = config;
  const around = layerNormalization ? `${path}/layer` : path;
  const inside = learnedState ? `${around}/layer` : around;
  const initial = given ?? (learnedState ? learnedStates(frame, `${around}/initialState`, config) : undefined);
  const paths = directionPaths(inside, config);
  const directions = recur(frame, { name: inside, paths, config, inputs, ...(initial && { initial }), keepsState: given !== undefined });
  let outputs = merge(frame, config, directions);
  if (layerNormalization) outputs = normalize(frame, path, outputs);
  if (residual && outputs.size === inputs.size) {
    outputs = { ...outputs, value: zeroPadding(frame, frame.graph.op('Add', [inputs.value, outputs.value])) };
  }
  return { outputs, states: directions.map(({ state }) => state) };
}

function directionPaths(path: string, { bidirectional = false }: RecurrentEncoderConfig): readonly string[] {
  return bidirectional ? [`${path}/forward`, `${path}/backward`] : [path];
}

/** What each direction starts from, the same for each sequence. */
export function learnedStates(frame: Frame, path: string, config: RecurrentEncoderConfig): readonly State[] {
  const { graph, batch } = frame;
  const expand = (name: string, size: number) =>
    graph.op('Expand', [parameter(frame, name, [1, size]), graph.op('Concat', [batch, graph.sizes([size])], { axis: int(0) })]);
  return directionPaths(path, config).map((direction) =>
    Object.fromEntries(Object.entries(stateSizes(config)).map(([part, size]) => [part, expand(`${direction}/${part}`, size)])),
  );
}

function merge({ graph }: Frame, config: RecurrentEncoderConfig, directions: readonly Direction[]): Sequence {
  const { h: size = 0 } = stateSizes(config);
  const [forward = '', backward = ''] = directions.map(({ outputs }) => outputs);
  if (directions.length === 1) return { value: forward, size };
  switch (config.merge ?? 'concat') {
    case 'concat':
      return { value: graph.op('Concat', [forward, backward], { axis: int(2) }), size: 2 * size };
    case 'sum':
      return { value: graph.op('Add', [forward, backward]), size };
    case 'average':
      return { value: graph.op('Div', [graph.op('Add', [forward, backward]), graph.floats(2)]), size };
    case 'product':
      return { value: graph.op('Mul', [forward, backward]), size };
  }
}

/** As `withLayerNormalization` of `@tidegate/cells`. */
function normalize(frame: Frame, path: string, { value, size }: Sequence): Sequence {
  const { graph } = frame;
  const mean = (values: string) => graph.op('ReduceMean', [values], { axes: ints(2), keepdims: int(1) });
  const centered = graph.op('Sub', [value, mean(value)]);
  const variance = mean(graph.op('Mul', [centered, centered]));
  const normal = graph.op('Div', [centered, graph.op('Sqrt', [graph.op('Add', [variance, graph.floats(1e-5)])])]);
  const scaled = graph.op('Mul', [normal, parameter(frame, `${path}/gain`, [size])]);
  return { value: zeroPadding(frame, graph.op('Add', [scaled, parameter(frame, `${path}/bias`, [size])])), size };
}
