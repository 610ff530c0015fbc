import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Outcome } from '../../race.js';
import { folderName, pack } from './pack.js';

/** The GPU in software that comes with Debian's Chromium. */
const swiftShader = '/usr/lib/chromium/vk_swiftshader_icd.json';
/** A network of nothing, where the system lets us have one. */
const unshare = ['unshare', '-rn'];
const alone = spawnSync('env', [...unshare, 'true']).status === 0 ? unshare : [];

test('one file of less than 60 MiB times two systems on a machine that has nothing, in one run', { timeout: 900_000 }, async ({ skip }) => {
  if (!existsSync(swiftShader)) return skip('there is no SwiftShader here');
  const folder = mkdtempSync(join(tmpdir(), 'tidegate-bare-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'bundle.tar.gz');
  expect(await pack(file)).toBeLessThan(60);
  execFileSync('tar', ['-xzf', file, '-C', folder]);
  rmSync(file);
  const home = join(folder, 'home');
  mkdirSync(home);
  const out = join(home, 'results.jsonl');
  const environment = [`HOME=${home}`, 'PATH=/usr/bin:/bin', `VK_DRIVER_FILES=${swiftShader}`];
  const run = (...options: readonly string[]) =>
    spawnSync(
      'env',
      ['-i', ...environment, ...alone, join(folder, folderName, 'run'), '--cases', 'adder', '--rounds', '1', '--steps', '2', ...options],
      {
        cwd: home,
        encoding: 'utf8',
      },
    );

  const refused = run('--systems', 'tidegate,tfjs', '--json');
  expect(refused.status).toBe(1);
  expect(refused.stdout).toContain('computes on the processor; --software times it nevertheless');

  const { status, stdout, stderr } = run('--software', '--out', out);
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/^GPU +google, swiftshader.*which computes on the processor\n/);
  const [machine, ...outcomes] = readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(machine).toMatchObject({ gpu: { software: true } });
  const [tidegate, tfjs] = outcomes as (Outcome & { readonly ratio?: number })[];
  expect(tidegate).toMatchObject({ system: 'Tidegate', ms: expect.any(Number), details: { dispatches: expect.any(Number) } });
  expect(tfjs).toMatchObject({ system: 'tfjs-layers', ms: expect.any(Number), ratio: expect.any(Number) });
  expect(outcomes.map(({ system }) => system)).toEqual(['Tidegate', 'tfjs-layers', 'PyTorch']);
});
