import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { shapeProblems } from './published-shape.mjs';

/** The path of a tarball with these exports; it holds `dist/index.js` and `dist/index.d.ts`. */
function tarball(exports: unknown, script = 'export const value = 1;\n'): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidegate-shape-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/index.js'), script);
  writeFileSync(join(folder, 'dist/index.d.ts'), 'export declare const value: number;\n');
  const engines = { node: '>=20.19' };
  const manifest = { name: 'shaped', version: '1.0.0', license: 'MIT', type: 'module', engines, files: ['dist'], exports };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  execFileSync('npm', ['pack', '--silent'], { cwd: folder, stdio: 'ignore' });
  return join(folder, 'shaped-1.0.0.tgz');
}

test('an ESM package with types has the right shape', async () => {
  const exports = { '.': { types: './dist/index.d.ts', default: './dist/index.js' } };
  expect(await shapeProblems(tarball(exports))).toEqual([]);
});

test('types behind the code are never found', async () => {
  const exports = { '.': { default: './dist/index.js', types: './dist/index.d.ts' } };
  expect((await shapeProblems(tarball(exports))).join('\n')).toMatch(/shaped: publint: .*types.*first/);
});

test('an export of a file that is not there is refused', async () => {
  const exports = { '.': { types: './dist/index.d.ts', default: './dist/missing.js' } };
  expect((await shapeProblems(tarball(exports))).join('\n')).toMatch(/shaped: publint: .*missing\.js/);
});

test('CommonJS in a module package is refused', async () => {
  const exports = { '.': { types: './dist/index.d.ts', default: './dist/index.js' } };
  expect(await shapeProblems(tarball(exports, 'exports.value = 1;\n'))).not.toEqual([]);
});
