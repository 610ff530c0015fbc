import { malformed } from '../malformed.js';
import type { OnnxNode, OnnxTensor } from '../onnx.js';
import { gateNames, type OnnxGate, type OnnxRecurrent, type OnnxRecurrentOperator, peepholeGates } from './recurrent.js';
import { recurrentAttributes } from './recurrent-attributes.js';
import { type FloatWeights, floatWeights } from './recurrent-weights.js';

/**
 * Takes a node `LSTM`, `GRU` or `RNN` apart into the weights of each gate, by name. The arrays are views of the tensors, not copies.
 *
 * @param constants tensors by the name of the value: the initializers of the node's graph, and whatever else is known of its inputs
 * @throws FormatError if the node is of another operator, if weights are missing or not of type FLOAT, if shapes do not fit each other, and
 *   if it has attributes that are not held here, such as `activation_alpha`
 */
export function readOnnxRecurrent(node: OnnxNode, constants: Readonly<Record<string, OnnxTensor>>): OnnxRecurrent {
  const where = `the node ${JSON.stringify(node.name ?? node.outputs.find((output) => output !== '') ?? '')} (${node.opType})`;
  const operator = (Object.keys(gateNames) as OnnxRecurrentOperator[]).find((name) => name === node.opType && (node.domain ?? '') === '');
  if (operator === undefined) throw malformed(`${where} must be an operator of ONNX itself, one of ${Object.keys(gateNames).join(', ')}`);
  const { direction, activations, hiddenSize, clip, ...flags } = recurrentAttributes(node, operator, where);
  const [sequence = '', , , , lengths = '', initialHidden = '', initialCell = ''] = node.inputs;
  if (sequence === '') throw malformed(`${where} must have the input X`);
  const most = operator === 'LSTM' ? 8 : 6;
  if (node.inputs.length > most) throw malformed(`${where} must have at most ${most} inputs, not ${node.inputs.length}`);

  const count = direction === 'bidirectional' ? 2 : 1;
  const gates = gateNames[operator].length;
  const optional = (index: number, what: string, shape: (number | undefined)[]) =>
    floatWeights(`${where}: ${what}`, node.inputs[index] ?? '', constants, [count, ...shape]);
  const required = (index: number, what: string, shape: (number | undefined)[]) => {
    const weights = optional(index, what, shape);
    if (weights === undefined) throw malformed(`${where} must have the input ${what}`);
    return weights;
  };
  const hidden = hiddenSize ?? (required(2, 'R', [undefined, undefined]).shape[2] as number);
  const input = required(1, 'W', [gates * hidden, undefined]);
  const square = required(2, 'R', [gates * hidden, hidden]);
  const bias = optional(3, 'B', [2 * gates * hidden]);
  const peepholes = operator === 'LSTM' ? optional(7, 'P', [peepholeGates.length * hidden]) : undefined;
  const inputSize = input.shape[2] as number;
  if (inputSize < 1 || hidden < 1) {
    throw malformed(`${where} must have an input and a state of at least 1, not of ${inputSize} and ${hidden}`);
  }

  const gate = (way: number, name: string, index: number): OnnxGate => {
    const part = ({ data }: FloatWeights, position: number, length: number) => {
      const start = way * (data.length / count) + position * length;
      return data.subarray(start, start + length);
    };
    const peephole = (peepholeGates as readonly string[]).indexOf(name);
    return {
      inputWeights: part(input, index, hidden * inputSize),
      hiddenWeights: part(square, index, hidden * hidden),
      inputBias: bias ? part(bias, index, hidden) : new Float32Array(hidden),
      hiddenBias: bias ? part(bias, gates + index, hidden) : new Float32Array(hidden),
      ...(peepholes && peephole >= 0 ? { peephole: part(peepholes, peephole, hidden) } : {}),
    };
  };
  const functions = activations.length / count;
  const [output = '', lastHidden = '', lastCell = ''] = node.outputs;
  return {
    operator,
    inputSize,
    hiddenSize: hidden,
    directions: Array.from({ length: count }, (_, way) => ({
      reverse: direction === 'reverse' || way === 1,
      activations: activations.slice(way * functions, (way + 1) * functions),
      gates: Object.fromEntries(gateNames[operator].map((name, index) => [name, gate(way, name, index)])),
    })),
    ...flags,
    ...(clip === undefined ? {} : { clip }),
    inputs: { sequence, ...present({ lengths, initialHidden, initialCell }) },
    outputs: present({ sequence: output, lastHidden, lastCell }),
  };
}

/** Without names that are empty, which stand for a value that is left out. */
function present<Key extends string>(names: Readonly<Record<Key, string>>): { readonly [K in Key]?: string } {
  return Object.fromEntries(Object.entries(names).filter(([, name]) => name !== '')) as { [K in Key]?: string };
}
