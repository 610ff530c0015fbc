import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readTarball } from '../release/tarball.mjs';
import { aloneProblems } from './alone.mjs';

/** A packed library of one module, and an empty folder. */
function library(script: string, types: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tidegate-alone-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const source = join(folder, 'source');
  mkdirSync(join(source, 'dist'), { recursive: true });
  writeFileSync(join(source, 'dist/index.js'), script);
  writeFileSync(join(source, 'dist/index.d.ts'), types);
  const exports = { '.': { types: './dist/index.d.ts', default: './dist/index.js' } };
  const manifest = { name: '@tidegate/small', version: '1.0.0', type: 'module', files: ['dist'], exports };
  writeFileSync(join(source, 'package.json'), JSON.stringify(manifest));
  execFileSync('npm', ['pack', '--silent'], { cwd: source, stdio: 'ignore' });
  const tarball = join(source, 'tidegate-small-1.0.0.tgz');
  return { packed: { name: manifest.name, version: manifest.version, tarball, files: readTarball(tarball), manifest }, folder };
}

const problemsOf = async (script: string, types: string) => {
  const { packed, folder } = library(script, types);
  return (await aloneProblems([packed], join(folder, 'projects'))).join('\n');
};
const declared = 'export declare const value: number;\n';

test('a library that has all it needs passes', { timeout: 120_000 }, async () => {
  expect(await problemsOf('export const value = 1;\n', declared)).toBe('');
});

test('what a library imports and does not name is missing', { timeout: 120_000 }, async () => {
  const problems = await problemsOf("import 'not-named';\nexport const value = 1;\n", declared);
  expect(problems).toMatch(/the example of @tidegate\/small alone, under plain Node, .*Cannot find package 'not-named'/s);
});

test('types that do not compile are told, for both resolutions', { timeout: 120_000 }, async () => {
  const problems = await problemsOf('export const value = 1;\n', "export declare const value: import('not-named').Value;\n");
  expect(problems).toMatch(/the types of @tidegate\/small do not compile for nodenext:\n.*TS2307.*do not compile for bundler:\n.*TS2307/s);
});

test('what only a page lacks is told, too', { timeout: 120_000 }, async () => {
  const script = "import { readFileSync } from 'node:fs';\nexport const value = readFileSync.length;\n";
  expect(await problemsOf(script, declared)).toMatch(/@tidegate\/small alone, as Vite builds it: .*node:fs/s);
});
