import {
  dispose,
  memory,
  removeBackend,
  type Scalar,
  setBackend,
  slice,
  type Tensor3D,
  tensor3d,
  tidy,
  variable,
} from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { lstm, recurrent, stack } from '@tidegate/cells';
import { createRandom, flattenTree, type Model, mapTree, useBackend } from '@tidegate/core';
import { squaredError } from '@tidegate/ops';
import { beforeAll, describe, expect, it } from 'vitest';
import { adam } from '../optimizers/adam.js';
import type { Objective } from './objective.js';
import { train } from './train.js';

/** Both `[batch, time, size]`. */
type Piece = { readonly inputs: Tensor3D; readonly targets: Tensor3D };

const [batch, time, inputSize, hiddenSize] = [2, 6, 3, 4];
const values = (name: string, size: number): Float32Array =>
  createRandom(5)
    .split(name)
    .normal(batch * time * size);

/** Consecutive pieces of the same sequences. */
function* pieces(lengths: readonly number[]): Generator<Piece> {
  let start = 0;
  for (const length of lengths) {
    const piece = (name: string, size: number): Tensor3D =>
      tidy(() => slice(tensor3d(values(name, size), [batch, time, size]), [0, start, 0], [batch, length, size]));
    yield { inputs: piece('inputs', inputSize), targets: piece('targets', hiddenSize) };
    start += length;
  }
}

describe.each([
  ['cpu', cpuBackend],
  ['wasm', createWasmBackend({ threads: 1 })],
] as const)('carried state of cells on %s', (name, adapter) => {
  beforeAll(async () => {
    await useBackend([adapter]);
    return async () => {
      await setBackend('cpu');
      if (name === 'wasm') removeBackend('wasm');
    };
  });

  /** The loss and the outputs of each piece, and the weights after all of them. */
  async function run(lengths: readonly number[], learningRate: number, epochs = 1) {
    const layer = stack([recurrent(lstm({ inputSize, hiddenSize })), recurrent(lstm({ inputSize: hiddenSize, hiddenSize }))]);
    // The variables outlive the tidy, and what they are made of does not.
    const params = tidy(() => mapTree(layer.createParams(createRandom(1)), (tensor) => variable(tensor)));
    const parameters = Object.fromEntries(flattenTree(params)) as Model<Piece>['parameters'];
    const outputs: number[][] = [];
    const objective: Objective<Piece> = ({ inputs, targets }, { context, carried }) => {
      const read = layer.run(params, inputs, { context, ...(carried && { state: carried as typeof read.state }) });
      for (const [index, row] of read.outputs.arraySync().entries()) outputs[index] = [...(outputs[index] ?? []), ...row.flat()];
      return { loss: squaredError(read.outputs, targets) as Scalar, carried: read.state };
    };
    await train({
      model: { name: 'lstm', config: {}, parameters, logits: ({ inputs }) => inputs, dispose: () => undefined },
      batches: () => pieces(lengths),
      epochs,
      objective,
      optimizer: adam(),
      learningRate,
      random: createRandom(0),
    });
    const weights = Object.values(parameters).flatMap((parameter) => [...parameter.dataSync()]);
    dispose(Object.values(parameters));
    return { outputs: outputs.flat(), weights };
  }

  it('gives the outputs of one run in pieces', async () => {
    const whole = await run([6], 0);
    for (const lengths of [
      [3, 3],
      [1, 4, 1],
    ]) {
      const { outputs } = await run(lengths, 0);
      outputs.forEach((value, place) => {
        expect(value).toBeCloseTo(whole.outputs[place] as number, 5);
      });
    }
  });

  it('learns the same bits again, and leaves no tensor', async () => {
    await run([3, 3], 0.01, 2);
    const before = memory();
    const first = await run([3, 3], 0.01, 2);
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    expect((await run([3, 3], 0.01, 2)).weights).toEqual(first.weights);
    expect((await run([6], 0.01, 2)).weights).not.toEqual(first.weights);
  });
});
