import { existsSync, readFileSync } from 'node:fs';
import { onnxRecurrentTests as names, onnxNodeTestsFolder as root } from '@tidegate/testing';
import { describe, expect, it } from 'vitest';
import { runOnnxRecurrent } from '../../testing/run-onnx-recurrent.js';
import { decodeOnnx, decodeOnnxTensor } from '../decode/decode-onnx.js';
import type { OnnxTensor } from '../onnx.js';
import { readOnnxRecurrent } from './read-recurrent.js';
import { writeOnnxRecurrent } from './write-recurrent.js';

const there = existsSync(root);

function nested(tensor: OnnxTensor): number[][][] {
  const [first = 0, second = 0, third = 0] = tensor.shape;
  return Array.from({ length: first }, (_, i) =>
    Array.from({ length: second }, (_, j) => Array.from({ length: third }, (_, k) => Number(tensor.data[(i * second + j) * third + k]))),
  );
}

const swapped = (values: number[][][]) => (values[0] ?? []).map((_, j) => values.map((row) => row[j]!));

describe.skipIf(!there)(`ONNX's tests of nodes${there ? '' : ' (skipped: Debian package libonnx-testdata is not installed)'}`, () => {
  it.each(names)('%s gives what it must, read and written once more', (name) => {
    const { graph } = decodeOnnx(readFileSync(`${root}/${name}/model.onnx`));
    const tensor = (kind: string, index: number) => decodeOnnxTensor(readFileSync(`${root}/${name}/test_data_set_0/${kind}_${index}.pb`));
    const values = Object.fromEntries(graph.inputs.map((input, index) => [input.name, tensor('input', index)]));
    const expected = Object.fromEntries(graph.outputs.map((output, index) => [output.name, tensor('output', index)]));
    const read = readOnnxRecurrent(graph.nodes[0]!, values);
    const { node, initializers } = writeOnnxRecurrent(read, 'again');
    for (const recurrent of [read, readOnnxRecurrent(node, initializers)]) {
      const { inputs, outputs, batchFirst } = recurrent;
      const orient = (value: number[][][]) => (batchFirst ? swapped(value) : value);
      const value = (input: string | undefined) => (input === undefined ? undefined : orient(nested(values[input]!)));
      const { initialHidden, initialCell } = { initialHidden: value(inputs.initialHidden), initialCell: value(inputs.initialCell) };
      const result = runOnnxRecurrent(recurrent, {
        sequence: value(inputs.sequence)!,
        ...(inputs.lengths === undefined ? {} : { lengths: Array.from(values[inputs.lengths]!.data, Number) }),
        ...(initialHidden === undefined ? {} : { initialHidden }),
        ...(initialCell === undefined ? {} : { initialCell }),
      });
      // With the batch first, the sequence is [batch, time, direction, hidden].
      const sequence = batchFirst
        ? result.lastHidden[0]!.map((_, example) => result.outputs.map((step) => step.map((direction) => direction[example]!)))
        : result.outputs;
      const results = {
        sequence: sequence.flat(3),
        lastHidden: orient(result.lastHidden).flat(2),
        lastCell: orient(result.lastCell).flat(2),
      };
      let compared = 0;
      for (const [key, output] of Object.entries(outputs)) {
        const truth = Array.from(expected[output]!.data, Number);
        const values = results[key as keyof typeof results];
        expect(values).toHaveLength(truth.length);
        for (const [index, one] of truth.entries()) expect(values[index]).toBeCloseTo(one, 5);
        compared += truth.length;
      }
      expect(compared).toBeGreaterThan(0);
    }
  });
});
