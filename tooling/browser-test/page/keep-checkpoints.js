import { tensor3d } from '@tensorflow/tfjs-core';
import { keepCheckpoints, latestCheckpoint } from '@tidegate/checkpoints';
import { indexedDbStorage } from '@tidegate/checkpoints/browser';
import { createRandom } from '@tidegate/core';
import { sequenceTagger } from '@tidegate/models';
import { sigmoidCrossEntropy } from '@tidegate/ops';
import { adam, train } from '@tidegate/training';
import { startBackend } from './start-backend.js';

const [batch, time] = [8, 6];

/** Which of two numbers is the larger one, at each step. */
function* batches(epoch) {
  for (let index = 0; index < 12; index++) {
    const numbers = createRandom(1)
      .split(epoch, index)
      .uniform(batch * time * 2);
    const targets = Array.from({ length: batch * time }, (_, pair) => (numbers[2 * pair] > numbers[2 * pair + 1] ? 1 : 0));
    yield { inputs: tensor3d(numbers, [batch, time, 2]), targets: tensor3d(targets, [batch, time, 1]) };
  }
}

/**
 * Trains from the newest checkpoint of a database, or from the start; keeps one every five steps.
 *
 * @param {{ database: string, steps: number }} options
 * @returns the name of that checkpoint, or null, and all weights at the end
 */
export async function trainOn({ database, steps }) {
  await startBackend({ wasm: { threads: 1 } });
  const storage = indexedDbStorage(database);
  const found = await latestCheckpoint(storage);
  const random = createRandom(7);
  const config = { inputSize: 2, outputSize: 1, cell: 'lstm', hiddenSize: 5, layers: 2, dropout: 0.2 };
  const model = sequenceTagger(config, random.split('model'));
  await train({
    model,
    batches,
    loss: (logits, { targets }) => sigmoidCrossEntropy(logits, targets),
    optimizer: adam(),
    learningRate: 0.02,
    steps,
    random: random.split('training'),
    from: found?.state,
    snapshots: keepCheckpoints({ storage, every: { steps: 5 } }),
    observers: [{ onStepEnd: ({ step }) => tell(step) }],
  });
  const weights = Object.values(model.parameters).flatMap((parameter) => [...parameter.dataSync()]);
  model.dispose();
  return { from: found?.name ?? null, weights };
}

/** Says that a step is done, and leaves time to do something about it. */
function tell(step) {
  console.log(`step ${step}`);
  return new Promise((resolve) => setTimeout(resolve, 20));
}

/** Writes a checkpoint that no compression makes smaller. */
export async function writeNoise({ database, megabytes }) {
  const noise = new Uint8Array(megabytes * 1e6);
  for (let at = 0; at < noise.length; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
  await indexedDbStorage(database).write('noise', { noise });
}

/** Writes one checkpoint again and again, each time two files that are full of another mark, and says when each is written. */
export async function writeMarked({ database, marks, megabytes }) {
  const storage = indexedDbStorage(database);
  for (const mark of marks) {
    const file = () => new Uint8Array(megabytes * 1e6).fill(mark);
    await storage.write('marked', { first: file(), second: file() });
    console.log(`written ${mark}`);
  }
}

/** The mark of each checkpoint of a database; null of one that has not all bytes of one mark. */
export async function readMarked(database) {
  const storage = indexedDbStorage(database);
  const marks = (await storage.names()).map(async (name) => {
    const { first, second } = await storage.read(name);
    const mark = first[0];
    const isWhole = first.length === second.length && [first, second].every((file) => file.every((byte) => byte === mark));
    return [name, isWhole ? mark : null];
  });
  return Object.fromEntries(await Promise.all(marks));
}
