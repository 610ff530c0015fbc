import type { Random } from '@tidegate/core';
import {
  encodeOnnx,
  type OnnxGate,
  type OnnxNode,
  type OnnxRecurrent,
  type OnnxRecurrentOperator,
  type OnnxValue,
  writeOnnxRecurrent,
} from '@tidegate/formats';
import type { NamedNumbers } from './onnx-runtime.js';

const gates: Readonly<Record<OnnxRecurrentOperator, readonly string[]>> = {
  LSTM: ['input', 'output', 'forget', 'cell'],
  GRU: ['update', 'reset', 'hidden'],
  RNN: ['hidden'],
};
const defaults = { LSTM: ['Sigmoid', 'Tanh', 'Tanh'], GRU: ['Sigmoid', 'Tanh'], RNN: ['Tanh'] } as const;
const known: Readonly<Record<string, readonly [number, number]>> = { HardSigmoid: [0.2, 0.5], Affine: [1, 0] };
const [inputSize, hiddenSize] = [3, 4];

/** What is special about a node. */
export interface NodeCase {
  readonly operator: OnnxRecurrentOperator;
  /** Of each direction, whether it is in reverse. */
  readonly reverse: readonly boolean[];
  readonly clip?: number;
  readonly peepholes?: boolean;
  readonly inputForget?: boolean;
  readonly linearBeforeReset?: boolean;
  /** Whether it reads a state to begin with. */
  readonly state?: boolean;
  readonly activations?: readonly string[];
}

/** A file with one recurrent node, which reads `X`, `lengths` and perhaps `h` and `c`, and gives `Y`, `Y_h` and perhaps `Y_c`. */
export function foreignNode(node: NodeCase, random: Random): Uint8Array {
  const { operator, reverse, clip, state = false, activations = defaults[operator] } = node;
  const isLstm = operator === 'LSTM';
  const draw = (what: string, count: number) => random.split(what).normal(count, 0, 0.6);
  const gate = (path: string, hasPeephole: boolean): OnnxGate => ({
    inputWeights: draw(`${path}/W`, hiddenSize * inputSize),
    hiddenWeights: draw(`${path}/R`, hiddenSize * hiddenSize),
    inputBias: draw(`${path}/Wb`, hiddenSize),
    hiddenBias: draw(`${path}/Rb`, hiddenSize),
    ...(hasPeephole && { peephole: draw(`${path}/P`, hiddenSize) }),
  });
  const recurrent: OnnxRecurrent = {
    ...{ operator, inputSize, hiddenSize, batchFirst: false },
    directions: reverse.map((isReverse, direction) => ({
      reverse: isReverse,
      activations,
      gates: Object.fromEntries(
        gates[operator].map((name) => [name, gate(`${direction}/${name}`, node.peepholes === true && name !== 'cell')]),
      ),
    })),
    ...(clip !== undefined && { clip }),
    linearBeforeReset: node.linearBeforeReset ?? false,
    inputForget: node.inputForget ?? false,
    inputs: { sequence: 'X', lengths: 'lengths', ...(state && { initialHidden: 'h', ...(isLstm && { initialCell: 'c' }) }) },
    outputs: { sequence: 'Y', lastHidden: 'Y_h', ...(isLstm && { lastCell: 'Y_c' }) },
  };
  const written = writeOnnxRecurrent(recurrent, 'layer');
  const value = (name: string, dataType: 'FLOAT' | 'INT32', ...shape: (string | number)[]): OnnxValue => ({
    name,
    type: { kind: 'tensor', dataType, shape },
  });
  const part = (name: string) => value(name, 'FLOAT', reverse.length, 'batch', hiddenSize);
  const { inputs } = recurrent;
  return encodeOnnx({
    irVersion: 8,
    operatorSets: [{ domain: '', version: 14 }],
    metadata: {},
    graph: {
      name: 'node',
      nodes: [{ ...written.node, attributes: { ...written.node.attributes, ...parametersOf(reverse.flatMap(() => activations)) } }],
      initializers: written.initializers,
      inputs: [
        value('X', 'FLOAT', 'time', 'batch', inputSize),
        value('lengths', 'INT32', 'batch'),
        ...[inputs.initialHidden, inputs.initialCell].flatMap((name) => (name === undefined ? [] : [part(name)])),
      ],
      outputs: [value('Y', 'FLOAT', 'time', reverse.length, 'batch', hiddenSize), ...written.node.outputs.slice(1).map(part)],
    },
  });
}

/** ONNX Runtime's RNN knows no defaults. */
function parametersOf(activations: readonly string[]): OnnxNode['attributes'] {
  const pairs = activations.flatMap((name) => (known[name] ? [known[name]] : []));
  if (pairs.length === 0) return {};
  return {
    activation_alpha: { type: 'FLOATS', value: Float32Array.from(pairs, ([alpha]) => alpha) },
    activation_beta: { type: 'FLOATS', value: Float32Array.from(pairs, ([, beta]) => beta) },
  };
}

/** Inputs for such a file: three sequences of 5, 2 and 4 steps. */
export function foreignInputs(names: readonly string[], { reverse }: NodeCase, random: Random): NamedNumbers {
  const [time, batch] = [5, 3];
  const shapes: Readonly<Record<string, readonly number[]>> = {
    X: [time, batch, inputSize],
    h: [reverse.length, batch, hiddenSize],
    c: [reverse.length, batch, hiddenSize],
  };
  const drawn = names.map((name) => {
    const { [name]: shape } = shapes;
    if (!shape) return [name, { shape: [batch], data: Int32Array.of(5, 2, 4) }] as const;
    return [name, { shape, data: random.split(name).normal(shape.reduce((product, size) => product * size)) }] as const;
  });
  return Object.fromEntries(drawn);
}
