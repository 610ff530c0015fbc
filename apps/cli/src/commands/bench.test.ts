import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { expect, test } from 'vitest';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';

const quick = ['bench', '--backend', 'cpu', '--cases', 'adder', '--steps', '2'];

test('bench prints a line for each case, with all that the figures hang on', async () => {
  await useBackend([cpuBackend]);
  const before = memory().numTensors;
  const [event, ...others] = eventsOf(await runInProcess(...quick, '--json'));
  expect(others).toEqual([]);
  expect(Object.keys(event ?? {})).toEqual(['event', 'case', 'backend', 'threads', 'ms', 'launches', 'peakMemoryMegabytes']);
  expect(event).toMatchObject({ event: 'result', case: 'adder', backend: 'cpu', threads: 1 });
  const { ms, launches, peakMemoryMegabytes } = event as Record<string, number>;
  expect(ms).toBeGreaterThan(0.1);
  // Two layers, forward and back, and the update; a step in plain ops takes hundreds.
  expect(launches).toBeGreaterThan(5);
  expect(launches).toBeLessThan(100);
  expect(peakMemoryMegabytes).toBeGreaterThan(20);
  expect(memory().numTensors).toBe(before);
});

test('people read a table, and --quiet prints none', async () => {
  const { stdout } = await runInProcess(...quick);
  expect(stdout).toMatch(
    /^One whole training step on backend cpu, 1 thread\n\ncase {3}median ms {2}launches {2}peak MB\nadder +[\d.]+ +\d+ +\d+\n$/,
  );
  expect(await runInProcess(...quick, '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('unknown cases are refused', async () => {
  const unknown = await runInProcess('bench', '--cases', 'adder,addre');
  expect(unknown.exitCode).toBe(2);
  expect(unknown.stderr).toContain('--cases must be some of adder, ');
  expect(unknown.stderr).toContain('wordlm-softmax, with commas between them, but is "adder,addre"; see tidegate bench --help');
});
