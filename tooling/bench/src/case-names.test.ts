import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { caseNames } from './case-names.js';

it('are those of the built command', () => {
  const bin = fileURLToPath(new URL('../../../apps/cli/dist/bin.js', import.meta.url));
  const help = execFileSync(process.execPath, [bin, 'bench', '--help'], { encoding: 'utf8' });
  const [, cases = ''] = help.split('loss that is read back:\n');
  expect(
    cases
      .split('\n\n')[0]
      ?.split('\n')
      .map((line) => line.trim().split(' ')[0]),
  ).toEqual([...caseNames]);
});
