import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runBin } from './testing/run-bin.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
/** A command, and below it what it prints. */
const examples = [...readme.matchAll(/```sh\ntidegate (.*)\n```\n```text\n([\s\S]*?\n)```/g)];

/** What differs from machine to machine is left out: its speed, its name and its cores, and figures that hang on the last digits of its arithmetic. */
function comparable(text: string): string {
  return text
    .replace(/[\d,]+ steps\/s/g, 'N steps/s')
    .replace(/"stepsPerSecond":[\d.]+/g, '"stepsPerSecond":N')
    .replace(/steps in .*/g, 'steps in T')
    .replace(/loss +[\d.e-]+ */g, 'loss N ')
    .replace(/"loss":[\d.e-]+/g, '"loss":N')
    .replace(/(= \d+), (right|says \d+)/g, '$1, V')
    .replace(/"predicted":\d+/g, '"predicted":N')
    .replace(/99\.\d+%/g, '99%')
    .replace(/(Node|Processors) .*/g, '$1')
    .replace(/\d threads?, relaxed SIMD/g, 'N threads, SIMD');
}

test('the commands of the README print what it shows, and the adder learns to add', { timeout: 120_000 }, async () => {
  expect(examples.map(([, command]) => command?.split(' ')[0])).toEqual(['train', 'evaluate', 'doctor', 'train']);
  const cwd = temporaryFolder();
  for (const [, command, shown] of examples as unknown as [string, string, string][]) {
    const { exitCode, stdout, stderr } = await runBin(command.split(' '), { cwd });
    expect({ exitCode, stderr }, command).toEqual({ exitCode: 0, stderr: '' });
    expect(comparable(stdout), command).toBe(comparable(shown));
  }
  const { metrics } = JSON.parse(readFileSync(join(cwd, 'adder-model', 'config.json'), 'utf8'));
  expect(metrics).toMatchObject({ exactSums: 1, pairs: 16_384 });
  expect(metrics.loss).toBeLessThanOrEqual(0.003);
});
