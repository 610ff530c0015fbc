import { reshape, sigmoid } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { additionBatches, binaryAddition } from '@tidegate/datasets';
import { sequenceTagger } from '@tidegate/models';
import { squaredError } from '@tidegate/ops';
import { adam, evaluate, exactSequences, train } from '@tidegate/training';
import { startBackend } from './start-backend.js';

const bits = 8;
const steps = 2_000;

/**
 * Does what `tidegate train adder --seed SEED` does: the same network, from the same weights, on the same sums in the same order.
 *
 * @param {Parameters<typeof startBackend>[0] & { seed: number }} options
 * @returns what the backend says of itself, the loss of the last step, how many sums there are and the share that is right then
 */
export async function learnAddition({ seed, ...backend }) {
  const details = await startBackend(backend);
  const random = createRandom(seed);
  const data = binaryAddition({ bits, random: random.split('data') });
  const model = sequenceTagger(
    {
      inputSize: 2,
      outputSize: 1,
      cell: 'lstm',
      hiddenSize: 20,
      layers: 2,
      forgetBias: 1,
      outputBias: false,
      outputInitializer: { kind: 'truncatedNormal', deviation: 0.01 },
    },
    random.split('model'),
  );
  let loss = Number.NaN;
  await train({
    model,
    batches: additionBatches(data.examples('train'), { bits, batchSize: 64 }),
    loss: (logits, { targets }) => squaredError(sigmoid(reshape(logits, targets.shape)), targets),
    optimizer: adam(),
    learningRate: 1e-3,
    steps,
    random: random.split('train'),
    observers: [
      {
        onStepEnd: async (event) => {
          // A loss that is read makes the processor and the GPU wait for each other.
          if (event.step === steps) loss = await event.loss();
        },
      },
    ],
  });
  const { exactSums } = await evaluate({
    model,
    batches: additionBatches(data.examples('test'), { bits, batchSize: 1024 }),
    metrics: { exactSums: exactSequences },
  });
  model.dispose();
  return { details, loss, exactSums, pairs: data.testPairs };
}
