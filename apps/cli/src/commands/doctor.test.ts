import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { version } from '../version.js';

test('doctor says what this machine can run, and why not the rest', async () => {
  const [event, ...others] = eventsOf(await runInProcess('doctor', '--json'));
  expect(others).toEqual([]);
  const absent = { ready: false, reason: 'not part of this version of Tidegate' };
  expect(event).toMatchObject({
    tidegate: version,
    node: process.versions.node,
    backends: [
      { name: 'cpu', ready: true },
      { name: 'wasm', ...absent },
      { name: 'webgpu', ...absent },
    ],
  });
  expect(event).toHaveProperty('processors.count', availableParallelism());
});

test('people read lines, and --quiet prints none', async () => {
  const { stdout } = await runInProcess('doctor');
  expect(stdout).toContain(`Node        ${process.versions.node} on `);
  expect(stdout).toContain('\n  cpu       ready\n  wasm      no: not part of this version of Tidegate\n');
  expect(await runInProcess('doctor', '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});
