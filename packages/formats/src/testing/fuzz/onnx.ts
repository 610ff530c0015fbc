import { deepStrictEqual } from 'node:assert/strict';
import { type Dice, type FuzzCase, type FuzzOutcome, fuzz, mutateBytes, mutateProtobuf } from '@tidegate/fuzz';
import fc from 'fast-check';
import { FormatError } from '../../errors/format-error.js';
import { decodeOnnx } from '../../onnx/decode/decode-onnx.js';
import { encodeOnnx } from '../../onnx/encode/encode-onnx.js';
import type { OnnxModel } from '../../onnx/onnx.js';
import { readOnnxRecurrent } from '../../onnx/recurrent/read-recurrent.js';
import { gateNames, type OnnxRecurrentOperator, peepholeGates } from '../../onnx/recurrent/recurrent.js';
import { writeOnnxRecurrent } from '../../onnx/recurrent/write-recurrent.js';
import { arbitraryModel } from '../arbitrary-onnx-model.js';
import { assertSays } from './plain-onnx.js';

/** A layer of each operator, and models with a bit of everything. */
const files = [
  ...(Object.keys(gateNames) as OnnxRecurrentOperator[]).map((operator) => encodeOnnx(recurrentModel(operator))),
  ...fc.sample(arbitraryModel, { seed: 7, numRuns: 60 }).map((model) => encodeOnnx(model)),
].filter(({ length }) => length < 4_096);

/** Reads broken ONNX files: each is refused, or read as what stands in it, and written again as the same; its recurrent nodes likewise. */
export function fuzzOnnx(cases: number, seed: number): Promise<FuzzOutcome> {
  return fuzz({
    cases,
    seed,
    create: brokenOnnx,
    read(bytes) {
      const model = decodeOnnx(bytes);
      assertSays(bytes, model);
      deepStrictEqual(decodeOnnx(encodeOnnx(model)), model);
      for (const node of model.graph.nodes.filter(({ opType }) => opType in gateNames)) {
        const recurrent = readOnnxRecurrent(node, model.graph.initializers);
        const written = writeOnnxRecurrent(recurrent, 'again');
        deepStrictEqual(readOnnxRecurrent(written.node, written.initializers), recurrent);
      }
    },
    isClear: (error) => error instanceof FormatError,
  });
}

function brokenOnnx(dice: Dice): FuzzCase<Uint8Array> {
  // The layers half of the time.
  const index = dice.onceIn(2) ? dice.below(3) : dice.below(files.length);
  let input = files[index] as Uint8Array;
  const mutations = [`file ${index}`];
  for (let left = dice.onceIn(3) ? 2 : 1; left > 0; left--) {
    const { content, mutation } = dice.onceIn(3) ? mutateBytes(input, files, dice) : mutateProtobuf(input, dice);
    input = content;
    mutations.push(mutation);
  }
  return { input, bytes: input.length, mutation: mutations.join('; ') };
}

function recurrentModel(operator: OnnxRecurrentOperator): OnnxModel {
  const [inputSize, hiddenSize] = [2, 3];
  const array = (length: number) => Float32Array.from({ length }, (_, index) => index / 8);
  const gateOf = (name: string) => ({
    inputWeights: array(hiddenSize * inputSize),
    hiddenWeights: array(hiddenSize * hiddenSize),
    inputBias: array(hiddenSize),
    hiddenBias: array(hiddenSize),
    ...((peepholeGates as readonly string[]).includes(name) && operator === 'LSTM' && { peephole: array(hiddenSize) }),
  });
  const direction = (reverse: boolean) => ({
    reverse,
    activations: operator === 'LSTM' ? ['Sigmoid', 'Tanh', 'Relu'] : operator === 'GRU' ? ['Sigmoid', 'Tanh'] : ['Tanh'],
    gates: Object.fromEntries(gateNames[operator].map((name) => [name, gateOf(name)])),
  });
  const { node, initializers } = writeOnnxRecurrent(
    {
      operator,
      inputSize,
      hiddenSize,
      directions: [direction(false), direction(true)],
      batchFirst: false,
      clip: 3,
      linearBeforeReset: operator === 'GRU',
      inputForget: false,
      inputs: { sequence: 'X', lengths: 'n' },
      outputs: { sequence: 'Y' },
    },
    'layer',
  );
  return {
    irVersion: 8,
    operatorSets: [{ domain: '', version: 14 }],
    metadata: { classes: 'a b' },
    graph: {
      name: operator,
      nodes: [node],
      initializers,
      inputs: [{ name: 'X', type: { kind: 'tensor', dataType: 'FLOAT', shape: ['time', 'batch', inputSize] } }],
      outputs: [{ name: 'Y', type: { kind: 'tensor', dataType: 'FLOAT', shape: ['time', 2, 'batch', hiddenSize] } }],
    },
  };
}
