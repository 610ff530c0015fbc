import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../command.mjs';
import { installInto } from './install-into.mjs';

/** Long enough for any machine; a process that its threads keep alive would never end. */
const timeout = 60_000;

/** Trains some steps with the number of threads that it is called with, and prints the last loss. */
const script = `
import { reshape } from '@tensorflow/tfjs-core';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { createRandom, useBackend } from '@tidegate/core';
import { additionBatches, binaryAddition } from '@tidegate/datasets';
import { sequenceTagger } from '@tidegate/models';
import { sigmoidCrossEntropy } from '@tidegate/ops';
import { adam, train } from '@tidegate/training';

await useBackend([createWasmBackend({ threads: Number(process.argv[2]) })]);
const random = createRandom(0);
const addition = binaryAddition({ bits: 8, random });
await train({
  model: sequenceTagger({ inputSize: 2, outputSize: 1, cell: 'lstm', hiddenSize: 32 }, random),
  batches: additionBatches(addition.examples('train'), { bits: 8, batchSize: 256 }),
  loss: (logits, { targets }) => sigmoidCrossEntropy(reshape(logits, targets.shape), targets),
  optimizer: adam(),
  learningRate: 0.01,
  steps: 3,
  random,
  observers: [{ onStepEnd: async ({ step, loss }) => void (step === 3 && console.log(await loss())) }],
});
`;

/**
 * What is wrong when a project that installed all libraries trains with one thread and with two: the process must end by itself and the
 * loss be the same.
 *
 * @param {readonly import('../release/dry-run.mjs').PackedPackage[]} packages
 * @param {string} folder the project
 */
export async function trainingProblems(packages, folder) {
  const libraries = packages.filter(({ manifest }) => manifest.exports?.['.'] !== undefined);
  const installed = await installInto(
    folder,
    libraries.map(({ tarball }) => tarball),
  );
  if (installed.code !== 0) return [`npm could not install the packages together:\n${installed.output}`];
  writeFileSync(join(folder, 'train.mjs'), script);
  const losses = [];
  for (const threads of [1, 2]) {
    const { code, output } = await runNode(['train.mjs', String(threads)], { cwd: folder, timeout });
    if (code !== 0 || !/^0\.\d+$/.test(output))
      return [`training with ${threads} threads did not end with a loss (exit code ${code}):\n${output}`];
    losses.push(output);
  }
  return losses[0] === losses[1] ? [] : [`one thread comes to the loss ${losses[0]}, two come to ${losses[1]}`];
}
