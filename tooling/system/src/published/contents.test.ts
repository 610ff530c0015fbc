import { expect, test } from 'vitest';
import { contentProblems } from './contents.mjs';

const manifest = { name: '@tidegate/core', version: '0.1.0', exports: { '.': './dist/index.js' } };
const files = {
  'package.json': '{}',
  'README.md': '#',
  LICENSE: 'MIT',
  'dist/index.js': '',
  'dist/index.js.map': '{"sourcesContent":["a"]}',
};

function problems(changedFiles: Record<string, string>, changedManifest: Record<string, unknown> = {}, without?: string): string[] {
  const entries = Object.entries({ ...files, ...changedFiles }).filter(([path]) => path !== without);
  const packed = { name: manifest.name, version: manifest.version, tarball: '', manifest: { ...manifest, ...changedManifest } };
  return contentProblems({ ...packed, files: new Map(entries.map(([path, text]) => [path, Buffer.from(text)])) });
}

test('a package with what it needs and no more passes', () => {
  expect(problems({})).toEqual([]);
});

test.each(['README.md', 'LICENSE'])('a package without %s is refused', (path) => {
  expect(problems({}, {}, path)).toEqual([`@tidegate/core: ${path} is missing`]);
});

test.each(['src/index.ts', 'dist/a.test.js', 'dist/.tsbuildinfo', 'dist/testing/helper.js'])('%s is not published', (path) => {
  expect(problems({ [path]: '' })).toEqual([`@tidegate/core: ${path} should not be published`]);
});

test('a source map without its sources is refused', () => {
  expect(problems({ 'dist/index.js.map': '{"sources":["../src/index.ts"]}' })[0]).toContain('inlineSources');
});

test('what only the workspace understands is refused', () => {
  expect(problems({}, { dependencies: { '@tidegate/ops': 'workspace:^' } })[0]).toContain('"workspace:"');
  expect(problems({}, { dependencies: { valibot: 'catalog:' } })[0]).toContain('"catalog:"');
  expect(problems({}, { exports: { '.': { '@tidegate/source': './src/index.ts' } } })[0]).toContain('"@tidegate/source"');
});

test('a command that could not start alone is refused', () => {
  const bin = { bin: { tidegate: './dist/bin.js' } };
  expect(problems({ 'dist/bin.js': '#!/usr/bin/env node\n' }, bin)).toEqual([]);
  expect(problems({ 'dist/bin.js': 'console.log(1)' }, bin)[0]).toContain('#!/usr/bin/env node');
  expect(problems({ 'dist/bin.js': '#!/usr/bin/env node\n' }, { ...bin, dependencies: { '@tidegate/core': '^1' } })[0]).toContain('bundle');
});
