import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '@tidegate/core';
import { expect } from 'vitest';
import { runBin } from './run-bin.js';
import { eventsOf } from './run-in-process.js';
import { smallExamples, tsvOf, writeData } from './small-data.js';

const small = ['--units', '6', '--embedding-size', '6', '--layers', '1', '--learning-rate', '0.02', '--batch-size', '4'];
const steps = 40;

/** Runs to kill, by their names. */
export const runsToKill: Readonly<Record<string, (folder: string) => readonly string[]>> = {
  adder: () => ['adder', '--units', '5', '--bits', '4', '--batch-size', '4', '--dropout', '0.1'],
  textrnn: (folder) => ['textrnn', '--data', writeData(folder, 'data.tsv', tsvOf(smallExamples(60))), ...small],
  charlm: (folder) => [
    ...['charlm', '--data', writeData(folder, 'text.txt', tsvOf(smallExamples(90))), ...small],
    ...['--sequence-length', '9', '--validate-every', '7'],
  ],
};

/** Kills a run by SIGKILL at steps drawn at random, goes on from what it left, and expects the bytes of a run that nobody killed. */
export async function expectSameBytes(
  name: string,
  backend: string,
  { folder, times, seed = 0 }: { folder: string; times: number; seed?: number },
) {
  const common = [...(runsToKill[name] as (folder: string) => readonly string[])(folder), '--steps', String(steps), '--log-every', '1'];
  const env = { TIDEGATE_BACKEND: backend };
  const train = (out: string, ...args: string[]) => runBin(['train', ...common, '--json', '--out', join(folder, out), ...args], { env });
  const weightsOf = (out: string): string => readFileSync(join(folder, out, 'model.safetensors'), 'base64');
  expect(await train('whole')).toMatchObject({ exitCode: 0, stderr: '' });

  const random = createRandom(seed).split(name, backend);
  const resumedAt: number[] = [];
  for (let time = 0; time < times; time++) {
    const [killAt, every] = [random.split('step', time).integers(1, steps - 1), random.split('every', time).integers(1, 6)].map(
      ([drawn]) => 1 + (drawn as number),
    ) as [number, number];
    const out = `killed-${time}`;
    const args = ['train', ...common, '--json', '--out', join(folder, out), '--checkpoint-every', String(every)];
    let seen = '';
    const killed = await runBin(args, {
      env,
      onOutput(child, chunk) {
        seen += chunk;
        if (new RegExp(`"step":${killAt}[,}]`).test(seen)) child.kill('SIGKILL');
      },
    });
    expect(killed.exitCode, 'a killed process has no exit code').toBe(-1);
    const resumed = await runBin(['train', '--resume', join(folder, out), '--json'], { env });
    expect(resumed, `killed at ${killAt}`).toMatchObject({ exitCode: 0 });
    resumedAt.push((eventsOf(resumed).find(({ event }) => event === 'resume')?.step as number | undefined) ?? 0);
    expect(weightsOf(out), `killed at ${killAt}, checkpoints every ${every}, resumed at ${resumedAt.at(-1)}`).toBe(weightsOf('whole'));
  }
  return resumedAt;
}
