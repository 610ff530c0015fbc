import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTensorboard } from '@tidegate/testing/tensorboard';
import { expect, test } from 'vitest';
import { runBin } from '../testing/run-bin.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { isEventFile } from './event-file.js';

test('a run that is killed while it learns leaves whole files, with all that it had told by then', { timeout: 60_000 }, async () => {
  const directory = join(temporaryFolder(), 'logs');
  let told = 0;
  const args = ['train', 'adder', '--units', '4', '--steps', '1000000', '--log-every', '10', '--json', '--log-dir', directory];
  const { exitCode } = await runBin(args, {
    onOutput(child) {
      told++;
      if (told === 5) child.kill('SIGKILL');
    },
  });
  expect(exitCode).toBe(-1);
  expect(existsSync(directory)).toBe(true);
  const [name = ''] = readdirSync(directory).filter(isEventFile);
  const events = readTensorboard(readFileSync(join(directory, name)));
  const steps = events.flatMap(({ step, summary }) => (summary === undefined ? [] : [step as number]));
  const lines = readFileSync(join(directory, 'scalars.jsonl'), 'utf8');
  expect(lines.endsWith('\n')).toBe(true);
  const last =
    lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { step: number })
      .at(-1)?.step ?? 0;
  expect(last).toBeGreaterThanOrEqual(40);
  const reached = Math.max(...steps);
  // It may have been killed between the two files.
  expect([last, last + 10]).toContain(reached);
  expect(new Set(steps)).toEqual(new Set(Array.from({ length: reached / 10 }, (_, point) => 10 * point + 10)));
});
