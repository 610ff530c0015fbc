import { ArgumentError, assertInteger, assertOneOf } from '@tidegate/core';
import type { OnnxAttribute, OnnxNode, OnnxTensor } from '../onnx.js';
import {
  defaultActivations,
  gateNames,
  type OnnxGate,
  type OnnxRecurrent,
  type OnnxRecurrentOperator,
  peepholeGates,
} from './recurrent.js';

const caller = 'writeOnnxRecurrent';

/**
 * Makes the node of a recurrent layer, and the initializers that it needs beside its other inputs: `NAME.W`, `NAME.R`, `NAME.B` and, with
 * peepholes, `NAME.P`. `layout` is written only where it is needed: ONNX Runtime knows no other than the one with time first.
 *
 * @param name of the node
 * @throws ArgumentError if gates are missing or their weights do not fit the sizes
 */
export function writeOnnxRecurrent(
  recurrent: OnnxRecurrent,
  name: string,
): { readonly node: OnnxNode; readonly initializers: Readonly<Record<string, OnnxTensor>> } {
  const operator: string = recurrent.operator;
  assertOneOf(caller, 'operator', operator, Object.keys(gateNames) as OnnxRecurrentOperator[]);
  assertInteger(caller, 'inputSize', recurrent.inputSize, 1);
  assertInteger(caller, 'hiddenSize', recurrent.hiddenSize, 1);
  assertDirections(recurrent);
  const { inputSize, hiddenSize, directions } = recurrent;
  const names = gateNames[operator];
  const hasPeepholes = directions.some(({ gates }) => Object.values(gates).some(({ peephole }) => peephole !== undefined));
  const join = (what: keyof OnnxGate, gates: readonly string[], length: number) =>
    directions.map((direction, index) =>
      gates.map((gate) => sized(direction.gates[gate]?.[what], `directions[${index}].gates.${gate}.${what}`, length)),
    );
  const tensor = (shape: number[], parts: readonly Float32Array[]): OnnxTensor => {
    const data = new Float32Array(directions.length * shape.reduce((product, size) => product * size));
    let position = 0;
    for (const part of parts) {
      data.set(part, position);
      position += part.length;
    }
    return { dataType: 'FLOAT', shape: [directions.length, ...shape], data };
  };
  const inputBias = join('inputBias', names, hiddenSize);
  const hiddenBias = join('hiddenBias', names, hiddenSize);
  const rows = names.length * hiddenSize;
  const { sequence, lengths = '', initialHidden = '', initialCell = '' } = recurrent.inputs;
  const inputs = [sequence, `${name}.W`, `${name}.R`, `${name}.B`, lengths, initialHidden, initialCell, hasPeepholes ? `${name}.P` : ''];
  const outputs = [recurrent.outputs.sequence ?? '', recurrent.outputs.lastHidden ?? '', recurrent.outputs.lastCell ?? ''];
  return {
    node: { opType: operator, name, inputs: trimmed(inputs), outputs: trimmed(outputs), attributes: attributesOf(recurrent) },
    initializers: {
      [`${name}.W`]: tensor([rows, inputSize], join('inputWeights', names, hiddenSize * inputSize).flat()),
      [`${name}.R`]: tensor([rows, hiddenSize], join('hiddenWeights', names, hiddenSize * hiddenSize).flat()),
      [`${name}.B`]: tensor(
        [2 * rows],
        inputBias.flatMap((parts, index) => [...parts, ...(hiddenBias[index] ?? [])]),
      ),
      ...(hasPeepholes ? { [`${name}.P`]: tensor([3 * hiddenSize], join('peephole', peepholeGates, hiddenSize).flat()) } : {}),
    },
  };
}

function assertDirections({ operator, directions }: OnnxRecurrent): void {
  const reverse = directions.map((direction) => direction.reverse).join();
  if (!['false', 'true', 'false,true'].includes(reverse)) {
    throw new ArgumentError(caller, 'directions', reverse, 'one, or the forward one and then the reverse one');
  }
  for (const [index, { activations }] of directions.entries()) {
    const { length } = defaultActivations[operator];
    if (activations.length !== length) {
      throw new ArgumentError(caller, `directions[${index}].activations`, activations, `${length} names of functions`);
    }
  }
}

function attributesOf(recurrent: OnnxRecurrent): Record<string, OnnxAttribute> {
  const { directions, clip } = recurrent;
  const direction = directions.length === 2 ? 'bidirectional' : directions[0]?.reverse ? 'reverse' : 'forward';
  return {
    activations: { type: 'STRINGS', value: directions.flatMap(({ activations }) => activations) },
    ...(clip === undefined ? {} : { clip: { type: 'FLOAT', value: clip } }),
    direction: { type: 'STRING', value: direction },
    hidden_size: { type: 'INT', value: BigInt(recurrent.hiddenSize) },
    ...(recurrent.inputForget ? { input_forget: { type: 'INT', value: 1n } } : {}),
    ...(recurrent.batchFirst ? { layout: { type: 'INT', value: 1n } } : {}),
    ...(recurrent.linearBeforeReset ? { linear_before_reset: { type: 'INT', value: 1n } } : {}),
  };
}

function sized(values: Float32Array | undefined, what: string, length: number): Float32Array {
  if (values instanceof Float32Array && values.length === length) return values;
  throw new ArgumentError(caller, what, values?.length, `a Float32Array of length ${length}`);
}

/** Names up to the last that is not empty. */
function trimmed(names: readonly string[]): string[] {
  return names.slice(0, names.findLastIndex((name) => name !== '') + 1);
}
