import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { allCaseNames } from './case-names.js';

it('are cases of the built command', () => {
  const bin = fileURLToPath(new URL('../../../apps/cli/dist/bin.js', import.meta.url));
  const help = execFileSync(process.execPath, [bin, 'bench', '--help'], { encoding: 'utf8' });
  const [, cases = ''] = help.split('loss that is read back:\n');
  const [listed = ''] = cases.split('\n\n');
  const names = listed.split('\n').map((line) => line.trim().split(' ')[0]);
  expect(names).toEqual(expect.arrayContaining([...allCaseNames]));
});
