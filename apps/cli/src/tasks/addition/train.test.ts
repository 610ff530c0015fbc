import { memory, removeBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../backends/start-backend.js';
import { eventsOf, runInProcess } from '../../testing/run-in-process.js';

/** Small enough to be quick, and still all of it. */
const tiny = ['train', 'adder', '--steps', '3', '--bits', '4', '--units', '4', '--batch-size', '4', '--log-every', '1', '--json'];

async function losses(...options: readonly string[]): Promise<unknown[]> {
  const run = await runInProcess(...tiny, ...options);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  return eventsOf(run).map(({ loss }) => loss);
}

beforeAll(() => startBackend());

test.each([
  [['--cell', 'rnn']],
  [['--cell', 'gru']],
  [['--units', '5']],
  [['--layers', '3']],
  [['--bidirectional']],
  [['--dropout', '0.5']],
  [['--bits', '5']],
  [['--batch-size', '5']],
  [['--optimizer', 'sgd']],
  [['--optimizer', 'rmsprop']],
  [['--learning-rate', '0.1']],
  [['--seed', '1']],
  // Weight decay is too gentle for three steps of the usual rate.
  [
    ['--learning-rate', '0.1', '--optimizer', 'adamw'],
    ['--learning-rate', '0.1'],
  ],
])('%s changes what is learned', async (options, others: string[] = []) => {
  expect(await losses(...options)).not.toEqual(await losses(...others));
});

test('threads are refused where there is one', async () => {
  const { exitCode, stderr } = await runInProcess(...tiny, '--backend', 'cpu', '--threads', '2');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--threads must be 1 or left away with --backend cpu, which has one thread, but is 2');
});

test('the same settings learn the same, on any number of threads', async () => {
  const usual = await losses('--dropout', '0.5');
  for (const threads of ['1', '3']) {
    removeBackend('wasm');
    expect(await losses('--dropout', '0.5', '--threads', threads)).toEqual(usual);
  }
  removeBackend('wasm');
});

test('every backend learns the same, but for the last digits', async () => {
  const [usual, onCpu] = [await losses(), await losses('--backend', 'cpu')];
  expect(onCpu).toHaveLength(4);
  for (const [step, loss] of onCpu.entries()) expect(usual[step]).toBeCloseTo(loss as number, 5);
});

test('--verbose says what computes, beside the output', async () => {
  const wasm = await runInProcess(...tiny, '--verbose');
  expect(wasm.stderr).toMatch(/^tidegate: backend wasm, \d threads?, relaxed SIMD\n$/);
  expect(eventsOf(wasm)).toHaveLength(4);
  expect((await runInProcess(...tiny, '--verbose', '--backend', 'cpu')).stderr).toBe('tidegate: backend cpu\n');
});

test('a report comes every so many steps, and the result last', async () => {
  const run = await runInProcess(...tiny, '--steps', '7', '--log-every', '3');
  const events = eventsOf(run);
  expect(events.map(({ event, step, steps }) => [event, step, steps])).toEqual([
    ['step', 3, 7],
    ['step', 6, 7],
    ['result', undefined, 7],
  ]);
  expect(events[0]?.sample).toMatchObject({ first: expect.any(Number), second: expect.any(Number), predicted: expect.any(Number) });
  expect(events[2]).toEqual({
    event: 'result',
    preset: 'adder',
    seed: 0,
    steps: 7,
    loss: expect.any(Number),
    exactSums: expect.any(Number),
    pairs: 64,
    stepsPerSecond: expect.any(Number),
    backend: 'wasm',
  });
});

test('the result gives the loss of the last step', async () => {
  const [first, second, third, result] = await losses();
  expect(result).toBe(third);
  expect(new Set([first, second, third]).size).toBe(3);
});

test('the loss that becomes NaN is reported with a remedy', async () => {
  const run = await runInProcess(...tiny, '--steps', '60', '--optimizer', 'adamw', '--learning-rate', '1e38');
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toMatch(/^tidegate: the loss of step \d+ is NaN; lower --learning-rate, or choose another --optimizer\n$/);
});

test('no tensor is left behind', async () => {
  const before = memory().numTensors;
  await losses('--cell', 'gru', '--dropout', '0.5');
  await runInProcess(...tiny, '--steps', '60', '--optimizer', 'adamw', '--learning-rate', '1e38');
  expect(memory().numTensors).toBe(before);
});
