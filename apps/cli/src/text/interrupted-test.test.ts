import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { jsonLinesOf, smallExamples, textOf, writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

/** A user who presses Ctrl-C when something is measured for the n-th time. */
const user = vi.hoisted(() => ({
  waits: Number.POSITIVE_INFINITY,
  watching<Args extends readonly unknown[], Result>(measure: (...args: Args) => Result) {
    return (...args: Args): Result => {
      user.waits--;
      if (user.waits === 0) process.emit('SIGINT', 'SIGINT');
      return measure(...args);
    };
  },
}));
vi.mock(import('../tasks/addition/test-sums.js'), async (original) => ({ testSums: user.watching((await original()).testSums) }));
vi.mock(import('../tasks/tagging/scores.js'), async (original) => ({ scoreTagger: user.watching((await original()).scoreTagger) }));
vi.mock(import('../tasks/language/scores.js'), async (original) => {
  const scores = await original();
  return { ...scores, scoreLanguage: user.watching(scores.scoreLanguage) };
});

const small = ['--units', '4', '--layers', '1', '--steps', '3'];
const ofText = [...small, '--embedding-size', '4', '--batch-size', '4'];

let folder: string;
beforeAll(() => startBackend());
beforeEach(() => {
  folder = temporaryFolder();
  return () => {
    user.waits = Number.POSITIVE_INFINITY;
  };
});

/** What a run prints and saves that is interrupted when it measures for the n-th time. */
async function interruptedAt(call: number, ...args: readonly string[]) {
  user.waits = call;
  const out = join(folder, 'my model');
  const before = memory().numTensors;
  const run = await runInProcess('train', ...args, '--out', out);
  expect(run).toMatchObject({ exitCode: 130, stderr: '' });
  expect(memory().numTensors).toBe(before);
  return { run, out, saved: JSON.parse(readFileSync(join(out, 'config.json'), 'utf8')) };
}

function dataOf(preset: string): string {
  const examples = smallExamples(60);
  return preset === 'tagger'
    ? writeData(folder, 'a.jsonl', jsonLinesOf(examples))
    : writeData(folder, 'a.txt', textOf([...examples, ...examples, ...examples]));
}

test.each(['tagger', 'charlm'])('%s: Ctrl-C ends the test, and the trained network is saved with the validation', async (preset) => {
  const data = dataOf(preset);
  const { run, out, saved } = await interruptedAt(2, preset, '--data', data, '--test', data, ...ofText);
  expect(run.stdout).toContain('Done: 3 steps in ');
  expect(run.stdout).toContain('On the validation data');
  expect(run.stdout).toContain('Training is complete, but the test data were not measured to their end');
  expect(run.stdout).toContain(`: tidegate evaluate '${out}' --data ${data}\n`);
  expect(run.stdout).not.toMatch(/Interrupted|Go on/);
  expect(saved).toMatchObject({ training: { steps: 3 }, measuredOn: 'validation' });
  const again = await runInProcess('evaluate', out, '--data', data, '--json');
  expect(again).toMatchObject({ exitCode: 0, stderr: '' });
});

test.each(['tagger', 'charlm'])('%s: without a validation nothing was measured', async (preset) => {
  const data = dataOf(preset);
  const { run, saved } = await interruptedAt(1, preset, '--data', data, '--no-valid', '--test', data, ...ofText, '--json');
  const result = eventsOf(run).at(-1);
  expect(result).toMatchObject({ event: 'result', steps: 3, interrupted: true, untested: true, loss: expect.any(Number) });
  expect(result).not.toHaveProperty('measuredOn');
  expect(saved).not.toHaveProperty('measuredOn');
});

test.each(['tagger', 'charlm'])('%s: Ctrl-C before the end of training can be gone on from', async (preset) => {
  const data = dataOf(preset);
  const early = preset === 'charlm' ? ['--validate-every', '1'] : ['--epochs', '2', '--steps', '28'];
  const { run } = await interruptedAt(1, preset, '--data', data, '--test', data, ...ofText, ...early);
  expect(run.stdout).toContain('Interrupted after ');
  expect(run.stdout).toContain('Go on with it: tidegate train --resume ');
  expect(run.stdout).not.toContain('Training is complete');
});

test('adder: Ctrl-C ends the test of all sums, and the trained network is saved without it', async () => {
  const { run, saved } = await interruptedAt(1, 'adder', ...small);
  expect(run.stdout).toContain('Done: 3 steps in ');
  expect(run.stdout).toContain('exact sums  not tested to the end; training is complete\n');
  expect(run.stdout).not.toMatch(/Interrupted|Go on/);
  expect(saved).toMatchObject({ training: { steps: 3 }, metrics: { loss: expect.any(Number) } });
  expect(saved.metrics).not.toHaveProperty('exactSums');
});
