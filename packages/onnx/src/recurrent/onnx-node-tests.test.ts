import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpuBackend } from '@tidegate/backend-cpu';
import { wasmBackend } from '@tidegate/backend-wasm';
import { toTensors } from '@tidegate/cells';
import { type TensorTree, useBackend } from '@tidegate/core';
import { decodeOnnx, decodeOnnxTensor, type OnnxTensor } from '@tidegate/formats';
import { expectClose, onnxRecurrentTests as names, onnxNodeTestsFolder as root } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { toTensor } from '../testing/to-tensor.js';
import { importOnnxRecurrent } from './import-onnx-recurrent.js';

const there = existsSync(root);
/** Inputs that are weights: the tests give all inputs of the node as inputs of the graph. */
const weights = ['W', 'R', 'B', 'P'];

const read = (path: string) => readFileSync(`${root}/${path}`);
const tensorOf = ({ shape, data, dataType }: OnnxTensor) =>
  toTensor({ shape, data: dataType === 'INT32' ? Int32Array.from(data as Int32Array) : Float32Array.from(data as Float32Array) });

describe.skipIf(!there)(`ONNX's tests of nodes${there ? '' : ' (skipped: Debian package libonnx-testdata is not installed)'}`, () => {
  it('are all here', () => {
    expect(
      readdirSync(root)
        .filter((name) => /^test_(simple_)?(rnn|lstm|gru)_/.test(name))
        .sort(),
    ).toEqual(names);
  });

  describe.each([cpuBackend, wasmBackend])('on $name', (backend) => {
    beforeAll(async () => {
      await useBackend([backend]);
    });

    it.each(names)('%s', (name) => {
      const bytes = read(`${name}/model.onnx`);
      const { graph } = decodeOnnx(bytes);
      const data = (kind: string, index: number) => decodeOnnxTensor(read(`${name}/test_data_set_0/${kind}_${index}.pb`));
      const given = Object.fromEntries(graph.inputs.map((input, index) => [input.name, data('input', index)]));
      const constants = Object.fromEntries(Object.entries(given).filter(([input]) => weights.includes(input)));
      const imported = importOnnxRecurrent(bytes, { constants });
      expect([...imported.inputs, ...Object.keys(constants)].sort()).toEqual(Object.keys(given).sort());
      const feeds = Object.fromEntries(imported.inputs.map((input) => [input, tensorOf(given[input]!)]));
      const results = imported.run(toTensors<TensorTree>(imported.params), feeds);
      for (const [index, { name: output }] of graph.outputs.entries()) {
        const expected = data('output', index);
        expect(results[output]?.shape, output).toEqual(expected.shape);
        expectClose(output, results[output]!.dataSync(), expected.data as Float32Array, 1e-5);
      }
      expect(Object.keys(results)).toHaveLength(graph.outputs.length);
    });
  });
});
