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
      { name: 'webgpu' },
      { name: 'wasm', ready: true, details: { threads: Math.min(4, availableParallelism()), simd: 'relaxed' } },
      { name: 'cpu', ready: true, composedOps: [] },
    ],
  });
  expect(event).toHaveProperty('processors.count', availableParallelism());
  const [gpu] = (event as { backends: Record<string, unknown>[] }).backends;
  // Machines differ in this one.
  if (gpu?.ready)
    expect(gpu.details).toMatchObject({ adapter: expect.any(String), software: expect.any(Boolean), limits: expect.any(Object) });
  else expect(gpu?.reason).toMatch(/./);
});

test('people read lines, and --quiet prints none', async () => {
  const { stdout } = await runInProcess('doctor');
  expect(stdout).toContain(`Node        ${process.versions.node} on `);
  expect(stdout).toMatch(
    /\n {2}webgpu {4}(ready, .*|no: .*)\n( {12}.*\n)* {2}wasm {6}ready, \d threads?, relaxed SIMD\n( {12}.*\n)* {2}cpu {7}ready\n/,
  );
  expect(await runInProcess('doctor', '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});
