import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSafetensors, type FloatArray, readFloats } from '@tidegate/formats';
import { expect } from 'vitest';
import { runRanks } from './mpirun.js';
import { runBin } from './run-bin.js';
import { eventsOf, type Run } from './run-in-process.js';
import { smallRuns } from './small-runs.js';

/** How far the losses of two runs may be apart, and their weights in relation to how large they are. */
const bounds = { loss: 1e-5, weights: 1e-4 };

/** The words that train the run of a name, each of whose steps tells its loss. */
export function trainingArguments(name: string, folder: string, steps: number): string[] {
  const run = smallRuns[name] as (folder: string) => readonly string[];
  return ['train', ...run(folder), '--steps', String(steps), '--log-every', '1', '--json'];
}

/** The losses of the steps of a run, from the first that it made. */
export function lossesOf(run: Run): number[] {
  return eventsOf(run)
    .filter(({ event }) => event === 'step')
    .map(({ loss }) => loss as number);
}

export function weightsIn(directory: string): Record<string, FloatArray> {
  return readFloats(decodeSafetensors(readFileSync(join(directory, 'model.safetensors'))).tensors);
}

/** Expects of a run that it follows another one but for rounding. */
export function expectClose(run: Run, weights: Record<string, FloatArray>, to: { run: Run; weights: Record<string, FloatArray> }): void {
  const losses = lossesOf(to.run);
  const own = lossesOf(run);
  expect(own.length).toBe(losses.length);
  expect(Math.max(...losses.map((loss, step) => Math.abs(loss - (own[step] as number))))).toBeLessThan(bounds.loss);
  for (const [name, { data: values }] of Object.entries(to.weights)) {
    const { data: others } = weights[name] as FloatArray;
    const distance = Math.hypot(...Array.from(values, (value, index) => value - (others[index] as number)));
    expect(distance / Math.max(Math.hypot(...values), 1e-3), name).toBeLessThan(bounds.weights);
  }
}

/** Trains with one process and with several, and expects the same losses and weights of all, and the same scores. */
export async function expectAsOneProcess(
  name: string,
  { folder, ranks, steps }: { folder: string; ranks: readonly number[]; steps: number },
) {
  const args = trainingArguments(name, folder, steps);
  const train = (out: string): string[] => [...args, '--out', join(folder, out)];
  const one = await runBin([...train('one'), '--threads', '1']);
  expect(one).toMatchObject({ exitCode: 0, stderr: '' });
  expect(lossesOf(one).length).toBe(steps);
  const to = { run: one, weights: weightsIn(join(folder, 'one')) };
  for (const size of ranks) {
    const several = await runRanks(size, [...train(`of-${size}`), '--distributed', 'mpi']);
    expect(several, `${size} processes`).toMatchObject({ exitCode: 0, stderr: '' });
    expect(eventsOf(several).at(-1)).toMatchObject({ event: 'result', steps, processes: size });
    expectClose(several, weightsIn(join(folder, `of-${size}`)), to);
  }
}
