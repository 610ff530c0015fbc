import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engine, memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { countLaunches } from '../bench/count-launches.js';
import { type Run, runInProcess } from '../testing/run-in-process.js';
import { smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

beforeAll(() => startBackend());

/** Lets kernels fail from some launch on, as they do on a device that was lost. */
async function losingTheDevice(after: number, work: () => Promise<Run>): Promise<Run> {
  const runner = engine() as unknown as Record<'runKernel', (...call: unknown[]) => unknown>;
  const { runKernel } = runner;
  let launches = 0;
  runner.runKernel = (...call) => {
    // Another reference to a tensor is nothing that a device does.
    if (++launches > after && call[0] !== 'Identity') throw new Error('the device was lost');
    return runKernel.apply(runner, call);
  };
  try {
    return await work();
  } finally {
    runner.runKernel = runKernel;
  }
}

const small = ['--units', '8', '--embedding-size', '8', '--layers', '1'];
const writer = ['charlm', '--data', 'text', ...small, '--batch-size', '4', '--sequence-length', '10', '--steps', '40'];

test.each<[string, readonly string[]]>([
  ['the best network so far', ['textrnn', '--data', 'table', ...small, '--epochs', '6', '--learning-rate', '0.02']],
  ['the average of the weights', ['textrnn', '--data', 'table', ...small, '--epochs', '6', '--average-decay', '0.9']],
  ['the network of an epoch', ['textrnn', '--data', 'table', ...small, '--epochs', '6', '--no-valid']],
  ['the best writer so far', [...writer, '--validate-every', '10']],
  ['the writer of a report', [...writer, '--no-valid', '--log-every', '10']],
  ['the adder of a report', ['adder', '--units', '4', '--bits', '4', '--steps', '60', '--log-every', '20']],
])('when the device is lost, %s is left', async (_, line) => {
  const folder = temporaryFolder();
  const files: Record<string, string> = {
    table: writeData(folder, 'table.tsv', tsvOf(smallExamples(60))),
    text: writeData(folder, 'text.txt', tsvOf(smallExamples(60))),
  };
  const out = join(folder, 'out');
  const args = line.map((arg) => files[arg] ?? arg);
  const launches = await countLaunches(async () => {
    expect(await runInProcess('train', ...args, '--quiet')).toMatchObject({ exitCode: 0 });
  });

  const before = memory().numTensors;
  const failed = await losingTheDevice(Math.floor(0.7 * launches), () => runInProcess('train', ...args, '--out', out, '--quiet'));
  const { step } =
    /^tidegate: the device was lost; \S+ holds the network as it was after step (?<step>\d+)\n$/.exec(failed.stderr)?.groups ?? {};
  expect({ exitCode: failed.exitCode, stderr: failed.stderr, isSaved: Number(step) > 0 }).toMatchObject({ exitCode: 1, isSaved: true });
  expect(memory().numTensors).toBe(before);

  const { training } = JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'));
  expect(training.steps).toBe(Number(step));
  expect(readdirSync(out).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  const data = args[0] === 'adder' ? [] : ['--data', args[2] as string];
  expect(await runInProcess('evaluate', out, ...data)).toMatchObject({ exitCode: 0 });
});
