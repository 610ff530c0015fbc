import { reshape, sigmoid } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom } from '@tidegate/core';
import { additionBatches, binaryAddition } from '@tidegate/datasets';
import { sequenceTagger } from '@tidegate/models';
import { squaredError } from '@tidegate/ops';
import { adam, train } from '@tidegate/training';
import type { BenchCase } from './bench-case.js';
import { stepThrough } from './step-through.js';

const bits = 8;
const batchSize = 64;
const hiddenSize = 20;

/** The adder preset, as `torch/adder.py` has it. */
export const adder: BenchCase = {
  name: 'adder',
  description: `batch ${batchSize}, time ${bits}, 2 inputs, 2 x LSTM ${hiddenSize}, dense 1, mean squared error, Adam`,
  stepsPerRound: 200,
  backend: cpuBackend,
  start() {
    const random = createRandom(0);
    const config = { inputSize: 2, outputSize: 1, cell: 'lstm', hiddenSize, layers: 2, outputBias: false } as const;
    const model = sequenceTagger(config, random.split('weights'));
    const { examples } = binaryAddition({ bits, random: random.split('data') });
    return stepThrough(
      ({ observer, signal }) =>
        train({
          model,
          batches: additionBatches(examples('train'), { bits, batchSize }),
          loss: (logits, { targets }) => squaredError(sigmoid(reshape(logits, targets.shape)), targets),
          optimizer: adam(),
          learningRate: 1e-3,
          random: random.split('training'),
          observers: [observer],
          signal,
        }),
      () => model.dispose(),
    );
  },
};
