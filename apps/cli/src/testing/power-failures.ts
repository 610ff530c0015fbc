import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { comeBack, disk, failAt } from './failing-disk.js';
import { eventsOf, runInProcess } from './run-in-process.js';

const adder = ['adder', '--units', '3', '--bits', '3', '--batch-size', '2', '--log-every', '2'];
const toTheEnd = ['--steps', '8', '--checkpoint-every', '3', '--keep', '1'];

const weightsOf = (out: string): string => readFileSync(join(out, 'model.safetensors'), 'base64');

/**
 * Lets the power fail at changes of the disk that a run makes, and expects the folder to hold a whole model after each, and the run to go
 * on to the same bytes.
 *
 * @param every 1 for each of the changes
 */
export async function expectToSurvive(folder: string, every: number): Promise<void> {
  const before = memory().numTensors;
  // What a run of other weights has left, which the new one takes the place of.
  const old = join(folder, 'old');
  await runInProcess('train', ...adder, '--seed', '9', '--steps', '2', '--out', old, '--quiet');
  const [whole, out] = [join(folder, 'whole'), join(folder, 'cut-off')];
  cpSync(old, whole, { recursive: true });
  failAt(Number.POSITIVE_INFINITY);
  expect(await runInProcess('train', ...adder, ...toTheEnd, '--out', whole, '--quiet')).toMatchObject({ exitCode: 0, stderr: '' });
  const { changes } = disk;
  // Several checkpoints of five files each, the model on the way and at the end.
  expect(changes).toBeGreaterThan(80);

  const goneOnFrom = new Set<unknown>();
  for (let change = 1; change <= changes; change += every) {
    rmSync(out, { recursive: true, force: true });
    cpSync(old, out, { recursive: true });
    failAt(change);
    await runInProcess('train', ...adder, ...toTheEnd, '--out', out, '--quiet');
    expect(disk.changes, `change ${change}`).toBeGreaterThanOrEqual(change);
    comeBack();

    expect(await runInProcess('evaluate', out, '--json'), `change ${change}`).toMatchObject({ exitCode: 0, stderr: '' });
    // The settings that the folder was left with say whether it is the old run or the new one that goes on.
    const { seed } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as { seed?: number };
    const resumed = await runInProcess('train', '--resume', out, '--json');
    expect(resumed.exitCode, `change ${change}: ${resumed.stderr}`).toBe(0);
    goneOnFrom.add(seed === 9 ? 'old' : eventsOf(resumed).find(({ event }) => event === 'resume')?.step);
    if (seed !== 9) expect(weightsOf(out), `change ${change}`).toBe(weightsOf(whole));
    expect(readdirSync(join(out, 'checkpoints')).filter((name) => name.startsWith('.'))).toEqual([]);
  }
  expect(goneOnFrom).toEqual(new Set(['old', undefined, 3, 6, 8]));
  expect(memory().numTensors).toBe(before);
}
