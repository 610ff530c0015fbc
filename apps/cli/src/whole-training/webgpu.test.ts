import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { engine } from '@tensorflow/tfjs-core';
import { beforeEach, expect, test, vi } from 'vitest';
import { run } from '../run.js';
import { capture } from '../testing/capture.js';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

// A GPU in software compiles programs slowly.
vi.setConfig({ testTimeout: 120_000 });

/** On the GPU, and if there is none, on one in software. */
const onGpu = ['--backend', 'webgpu'];
const small = ['--units', '6', '--embedding-size', '6', '--layers', '1', '--json'];

let folder: string;
let out: string;
beforeEach(() => {
  folder = temporaryFolder();
  out = join(folder, 'out');
});

test('a classifier learns on the GPU what it learns elsewhere', async () => {
  const data = writeData(folder, 'data.tsv', tsvOf(smallExamples(60)));
  const train = (...args: string[]) =>
    runInProcess('train', 'textrnn', '--data', data, ...small, '--epochs', '2', '--learning-rate', '0.02', ...args);
  const trained = await train(...onGpu, '--out', out);
  expect(trained).toMatchObject({ exitCode: 0, stderr: '' });
  const [result, elsewhere] = [trained, await train('--backend', 'wasm')].map((each) => eventsOf(each).at(-1));
  expect(result).toMatchObject({ backend: 'webgpu', measuredOn: 'validation' });
  expect(result).not.toHaveProperty('backendRefusals');
  expect(result?.trainingLoss).toBeCloseTo(elsewhere?.trainingLoss as number, 3);

  const [measured] = eventsOf(await runInProcess('evaluate', out, '--data', data, ...onGpu, '--json'));
  expect(measured).toMatchObject({ backend: 'webgpu', examples: 60 });
  const said = await Promise.all([onGpu, ['--backend', 'cpu']].map((backend) => runInProcess('predict', out, 'some bread', ...backend)));
  expect(said[0]).toMatchObject({ exitCode: 0, stdout: said[1]?.stdout });
});

test('a writer on the GPU writes what it writes elsewhere', async () => {
  const data = writeData(folder, 'data.txt', tsvOf(smallExamples(40)));
  const sizes = ['--batch-size', '4', '--sequence-length', '8', '--steps', '6', '--validate-every', '3'];
  expect(await runInProcess('train', 'charlm', '--data', data, ...small, ...sizes, ...onGpu, '--out', out)).toMatchObject({ exitCode: 0 });
  const write = (...args: string[]) => runInProcess('generate', out, '--length', '20', ...args);
  expect(await write(...onGpu)).toEqual(await write('--backend', 'cpu'));
});

/** What the backend's failures are brought about by. */
interface Running {
  readonly device: { destroy(): void };
  readonly bufferManager: { acquireBuffer(size: number, usage: number): unknown };
  run(program: object, bindings: object, uniforms: object, groups: readonly number[]): void;
}

const disasters: [string, (running: Running) => void, RegExp][] = [
  ['a lost device', ({ device }) => device.destroy(), /the GPU device was lost/],
  [
    'an allocation over the limit',
    ({ bufferManager }) => {
      const { acquireBuffer } = bufferManager;
      bufferManager.acquireBuffer = (_, usage) => {
        bufferManager.acquireBuffer = acquireBuffer;
        return bufferManager.acquireBuffer(2 ** 45, usage);
      };
    },
    /a tensor of 35184372088832 bytes is larger than .* \(\w+ of \[[\d, ]+\]/,
  ],
  [
    'a corrupted shader',
    (running) =>
      running.run(
        { name: 'Corrupted', key: 'Corrupted', bindings: {}, uniforms: { size: 'u32' }, code: () => 'fn main(' },
        {},
        { size: 1 },
        [1],
      ),
    /Corrupted failed: .*WGSL/,
  ],
];

test.each(disasters)(
  '%s is one line and exit code 1, leaves the best network so far, and another device goes on from there',
  async (_, bringAbout, message) => {
    const data = writeData(folder, 'data.tsv', tsvOf(smallExamples(60)));
    const [output, errors] = [capture(), capture()];
    output.output.stream.on('data', () => {
      // The first network is saved after it was told of.
      if (eventsOf({ stdout: output.text() }).length === 2) bringAbout(engine().backend as unknown as Running);
    });
    const args = ['train', 'textrnn', '--data', data, ...small, '--epochs', '50', ...onGpu, '--out', out];
    const exitCode = await run(args, { input: Readable.from([]), output: output.output, errors: errors.output });
    expect(errors.text()).toMatch(/^tidegate: webgpu: [^\n]*; \S+ holds the network as it was after step 1\n$/);
    expect(errors.text()).toMatch(message);
    expect(exitCode).toBe(1);
    expect(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'))).toMatchObject({ training: { steps: 1, backend: 'webgpu' } });
    const [measured] = eventsOf(await runInProcess('evaluate', out, '--data', data, ...onGpu, '--json'));
    expect(measured).toMatchObject({ backend: 'webgpu', examples: 60 });
  },
);

test('bench counts the dispatches of a step', async () => {
  const [event] = eventsOf(await runInProcess('bench', '--cases', 'adder', '--steps', '1', ...onGpu, '--json'));
  expect(event).toMatchObject({ case: 'adder', backend: 'webgpu', adapter: expect.any(String), software: expect.any(Boolean) });
  expect(event?.dispatches).toBeGreaterThan(5);
  expect(event?.dispatches).toBeLessThanOrEqual(60);
});
