import { expect, test } from 'vitest';
import { installFingerprint } from './prepare.mjs';
import { temporaryTree, writeIn } from './testing/temporary-tree.js';

const tree = () =>
  temporaryTree({
    'package.json': { name: 'root' },
    'pnpm-lock.yaml': 'lockfileVersion: 9',
    'pnpm-workspace.yaml': 'packages: []',
    'packages/core/package.json': { name: 'core' },
    'packages/core/src/index.ts': 'export {};',
  });

test('an installation is repeated when the lockfile or a manifest changes, and not when a source does', () => {
  const root = tree();
  const before = installFingerprint(root);
  writeIn(root, 'packages/core/src/index.ts', 'export const a = 1;');
  expect(installFingerprint(root)).toBe(before);
  writeIn(root, 'packages/core/package.json', { name: 'core', dependencies: { a: '1' } });
  const changed = installFingerprint(root);
  expect(changed).not.toBe(before);
  writeIn(root, 'pnpm-lock.yaml', 'lockfileVersion: 10');
  expect(installFingerprint(root)).not.toBe(changed);
});
