import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryTree, writeIn } from '../testing/temporary-tree.js';
import { manifests } from './manifests.mjs';

const manifest = (name: string) => ({
  name: `@tidegate/${name}`,
  version: '0.0.0',
  description: 'A package.',
  license: 'MIT',
  repository: { directory: `packages/${name}` },
  type: 'module',
  engines: { node: '>=20.19' },
  files: ['dist'],
  publishConfig: { access: 'public' },
  dependencies: name === 'ops' ? { '@tidegate/core': 'workspace:^' } : {},
});

function tree(): string {
  return temporaryTree({
    'tsconfig.json': { references: [{ path: 'packages/core' }, { path: 'packages/ops' }] },
    'packages/core/package.json': manifest('core'),
    'packages/core/tsconfig.json': {},
    'packages/core/README.md': '# @tidegate/core\n',
    'packages/ops/package.json': manifest('ops'),
    'packages/ops/tsconfig.json': { references: [{ path: '../core' }] },
    'packages/ops/README.md': '# @tidegate/ops\n',
  });
}

test('packages that say what they are pass', () => {
  expect(manifests(tree())).toMatchObject({ ok: true, output: '' });
});

test('what is missing is named', () => {
  const root = tree();
  const { description: _, ...undescribed } = manifest('core');
  writeIn(root, 'packages/core/package.json', { ...undescribed, repository: { directory: 'packages/ops' } });
  rmSync(join(root, 'packages/core/README.md'));
  expect(manifests(root).output.split('\n')).toEqual([
    'packages/core: package.json has no "description"',
    'packages/core: package.json must say "repository.directory": "packages/core"',
    'packages/core: has no README.md',
  ]);
});

test('a peer of a dependency that a package does not name itself is refused, unless it is optional', () => {
  const root = tree();
  const peers = { peerDependencies: { tensors: '1.0.0', gpu: '1.0.0' }, peerDependenciesMeta: { gpu: { optional: true } } };
  writeIn(root, 'packages/core/package.json', { ...manifest('core'), ...peers });
  expect(manifests(root).output).toBe('packages/ops: package.json must name the peer tensors, as @tidegate/core does');
  writeIn(root, 'packages/ops/package.json', { ...manifest('ops'), peerDependencies: { tensors: '1.0.0' } });
  expect(manifests(root)).toMatchObject({ ok: true });
});

test('a README of another package is refused', () => {
  const root = tree();
  writeIn(root, 'packages/ops/README.md', '# @tidegate/core\n');
  expect(manifests(root).output).toBe('packages/ops: README.md must begin with "# @tidegate/ops"');
});

test('a project that the compiler would miss, or build too early, is named', () => {
  const root = tree();
  writeIn(root, 'tsconfig.json', { references: [{ path: 'packages/core' }] });
  writeIn(root, 'packages/ops/tsconfig.json', {});
  expect(manifests(root).output.split('\n')).toEqual([
    'tsconfig.json: add a reference to packages/ops, or its types are not checked',
    'packages/ops/tsconfig.json: add a reference to packages/core, on which package.json depends',
  ]);
});
