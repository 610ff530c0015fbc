import { reshape } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { additionBatches, binaryAddition } from '@tidegate/datasets';
import { sequenceTagger } from '@tidegate/models';
import { sigmoidCrossEntropy } from '@tidegate/ops';
import { adam, train } from '@tidegate/training';
import { startBackend } from './start-backend.js';

/**
 * Trains an adder for some steps, in batches that are large enough for several threads.
 *
 * @param {Parameters<typeof startBackend>[0] & { steps?: number }} options
 * @returns what the backend says of itself, and the loss of each step
 */
export async function trainAdder({ steps = 30, ...backend }) {
  const details = await startBackend(backend);
  const random = createRandom(7);
  const addition = binaryAddition({ bits: 8, random: random.split('data') });
  const model = sequenceTagger(
    { inputSize: 2, outputSize: 1, cell: 'lstm', hiddenSize: 40, layers: 2, outputBias: false },
    random.split('model'),
  );
  const losses = [];
  await train({
    model,
    batches: additionBatches(addition.examples('train'), { bits: 8, batchSize: 256 }),
    loss: (logits, { targets }) => sigmoidCrossEntropy(reshape(logits, targets.shape), targets),
    optimizer: adam(),
    learningRate: 0.02,
    steps,
    random: random.split('training'),
    observers: [{ onStepEnd: async (event) => void losses.push(await event.loss()) }],
  });
  model.dispose();
  return { details, losses };
}
