import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors/format-error.js';
import { decodeOnnx, decodeOnnxTensor } from './decode/decode-onnx.js';
import { encodeOnnx } from './encode/encode-onnx.js';

/** Where Debian's package libonnx-testdata has ONNX's own tests: models and tensors that ONNX and PyTorch wrote. */
const root = '/usr/share/libonnx-testdata/data';
const there = existsSync(root);
const files = there ? readdirSync(root, { recursive: true, encoding: 'utf8' }).sort() : [];
const read = (path: string) => readFileSync(join(root, path));

describe.skipIf(!there)(`ONNX's own tests${there ? '' : ' (skipped: Debian package libonnx-testdata is not installed)'}`, () => {
  it('hold a thousand models, which all come back as they were', () => {
    const models = files.filter((path) => path.endsWith('.onnx'));
    expect(models.length).toBeGreaterThan(1000);
    for (const path of models) {
      const model = decodeOnnx(read(path));
      expect(decodeOnnx(encodeOnnx(model)), path).toEqual(model);
    }
  });

  it('hold tensors that are read, or refused where they are lists of tensors', () => {
    const outcomes = { read: 0, refused: 0 };
    for (const path of files.filter((path) => path.endsWith('.pb'))) {
      try {
        decodeOnnxTensor(read(path));
        outcomes.read++;
      } catch (error) {
        expect(error, path).toBeInstanceOf(FormatError);
        expect(path).toMatch(/seq|opt|loop/);
        outcomes.refused++;
      }
    }
    expect(outcomes.read).toBeGreaterThan(3000);
    expect(outcomes.refused).toBeLessThan(60);
  });

  it('hold an LSTM with what is said of it', () => {
    const { graph, operatorSets, irVersion } = decodeOnnx(read('node/test_lstm_with_peepholes/model.onnx'));
    expect({ irVersion, operatorSets }).toEqual({ irVersion: 7, operatorSets: [{ domain: '', version: 14 }] });
    expect(graph.nodes).toEqual([
      {
        opType: 'LSTM',
        inputs: ['X', 'W', 'R', 'B', 'sequence_lens', 'initial_h', 'initial_c', 'P'],
        outputs: ['', 'Y_h'],
        attributes: { hidden_size: { type: 'INT', value: 3n } },
      },
    ]);
    expect(graph.inputs[0]).toEqual({ name: 'X', type: { kind: 'tensor', dataType: 'FLOAT', shape: [1, 2, 4] } });
    expect(decodeOnnxTensor(read('node/test_lstm_with_peepholes/test_data_set_0/input_0.pb'))).toEqual({
      dataType: 'FLOAT',
      shape: [1, 2, 4],
      data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    });
  });
});
