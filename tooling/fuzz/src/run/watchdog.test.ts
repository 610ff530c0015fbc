import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const built = fileURLToPath(new URL('../../dist/index.js', import.meta.url));

test('a case that does not end is told, and ends the process', { timeout: 60_000 }, () => {
  if (!existsSync(built)) throw new Error(`${built} is missing: run "npx turbo run build" first`);
  const code = `
    import { fuzz } from ${JSON.stringify(built)};
    const create = (dice) => ({ input: 0, bytes: 1, mutation: 'none' });
    let reads = 0;
    const read = () => { while (reads === 3); reads++; };
    await fuzz({ cases: 9, seed: 5, create, read, isClear: () => false, patience: 500 });
  `;
  const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8', timeout: 50_000 });
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: 'case 3 of seed 5 does not end; TIDEGATE_FUZZ_CASE=3 does it again\n' });
});
