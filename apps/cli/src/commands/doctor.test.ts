import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { version } from '../version.js';

test('doctor says what this machine can run, and why not the rest', async () => {
  const [event, ...others] = eventsOf(await runInProcess('doctor', '--json'));
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    tidegate: version,
    node: process.versions.node,
    backends: [
      { name: 'wasm', ready: true, details: { threads: Math.min(4, availableParallelism()), simd: 'relaxed' } },
      { name: 'cpu', ready: true, composedOps: [] },
      { name: 'webgpu', ready: false, reason: 'not part of this version of Tidegate' },
    ],
  });
  expect(event).toHaveProperty('processors.count', availableParallelism());
});

test('people read lines, and --quiet prints none', async () => {
  const { stdout } = await runInProcess('doctor');
  expect(stdout).toContain(`Node        ${process.versions.node} on `);
  expect(stdout).toMatch(
    /\n {2}wasm {6}ready, \d threads?, relaxed SIMD\n( .*\n)? {2}cpu {7}ready\n {2}webgpu {4}no: not part of this version of Tidegate\n/,
  );
  expect(await runInProcess('doctor', '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});
