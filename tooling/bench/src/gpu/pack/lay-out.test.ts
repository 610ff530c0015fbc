import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allCaseNames } from '../../case-names.js';
import { layOut } from './lay-out.js';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tidegate-bundle-'));
  await layOut(folder);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const files = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => !lstatSync(join(folder, path)).isDirectory());

it('holds every program, this Node, and Dawn for this system alone', () => {
  const programs = ['run', 'bench.js', 'tidegate/dist/bin.js', 'tfjs/bench-webgpu.js', 'torch/bench.py', 'torch/cases.py'];
  expect(files()).toEqual(expect.arrayContaining(programs));
  expect(realpathSync(join(folder, 'node'))).toBe(realpathSync(process.execPath));
  const libraries = files().filter((path) => path.endsWith('.node') && path.startsWith('node_modules'));
  expect(libraries).toEqual([expect.stringMatching(`^node_modules/webgpu/dist/${process.platform}-.+/dawn.node$`)]);
});

it('imports nothing that it does not hold', () => {
  const imported = files()
    .filter((path) => path.endsWith('.js') && !path.startsWith('node_modules'))
    .flatMap((path) => [
      ...readFileSync(join(folder, path), 'utf8').matchAll(/^(?:import|export)\b.*\bfrom "([^."][^"]*)"|^import "([^."][^"]*)"/gm),
    ])
    .map(([, from, alone]) => (from ?? alone) as string);
  expect(imported).toContain('webgpu');
  expect(imported.filter((name) => name !== 'webgpu' && !builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
});

it('trains with what it holds', () => {
  const bench = [join(folder, 'tidegate/dist/bin.js'), 'bench', '--backend', 'cpu', '--cases', 'adder', '--steps', '1', '--json'];
  const line = execFileSync(process.execPath, bench, { cwd: folder, env: { HOME: folder, PATH: '/usr/bin:/bin' }, encoding: 'utf8' });
  expect(JSON.parse(line)).toMatchObject({ case: 'adder', backend: 'cpu' });
});

it('tells its options on the other machine', () => {
  const help = execFileSync(process.execPath, [join(folder, 'bench.js'), '--help'], { encoding: 'utf8' });
  for (const name of allCaseNames) expect(help).toContain(name);
  expect(existsSync(join(folder, 'lib/libvulkan.so.1/libvulkan.so.1'))).toBe(process.platform === 'linux');
});
