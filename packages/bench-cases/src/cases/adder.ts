import { reshape, sigmoid, tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { sequenceTagger } from '@tidegate/models';
import { squaredError } from '@tidegate/ops';
import { batchOfEach, dataRandom } from '../batch-of-each.js';
import type { BenchCase } from '../bench-case.js';
import { trainInSteps } from '../train-in-steps.js';

const batch = 64;
const time = 8;
const hiddenSize = 20;

/** The network of the preset `adder`, on random bits. */
export const adder: BenchCase = {
  name: 'adder',
  description: `batch ${batch}, time ${time}, 2 inputs, 2 x LSTM ${hiddenSize}, dense 1, sigmoid, mean squared error, Adam`,
  steps: 200,
  batch,
  start(group) {
    const random = createRandom(0);
    const data = dataRandom(group);
    const config = { inputSize: 2, outputSize: 1, cell: 'lstm', hiddenSize, layers: 2, outputBias: false } as const;
    const bits = (name: string, count: number): Float32Array => Float32Array.from(data.split(name).integers(count, 2));
    const inputs = bits('inputs', batch * time * 2);
    const targets = bits('targets', batch * time);
    return trainInSteps({
      model: sequenceTagger(config, random.split('model')),
      makeBatch: () => ({ inputs: tensor3d(inputs, [batch, time, 2]), targets: tensor2d(targets, [batch, time]) }),
      loss: (logits, batch) => squaredError(sigmoid(reshape(logits, batch.targets.shape)), batch.targets),
      learningRate: 1e-3,
      parallel: batchOfEach(group, batch),
      random: random.split('training'),
    });
  },
};
