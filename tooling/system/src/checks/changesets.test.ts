import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { git as askGit } from '../git.mjs';
import { temporaryTree, writeIn } from '../testing/temporary-tree.js';
import { changesetBase, changesets } from './changesets.mjs';

const needsGit = test.skipIf(askGit(['--version']) === undefined);

function git(root: string, ...args: string[]): string {
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...author, ...args], { cwd: root, encoding: 'utf8' }).trim();
}

function commit(root: string, path: string, content: string | object = path): string {
  writeIn(root, path, content);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', path);
  return git(root, 'rev-parse', 'HEAD');
}

/** A workspace of one package whose first commit holds no more than it must. */
function repository(): { root: string; first: string } {
  const root = temporaryTree({
    'package.json': { name: 'workspace', private: true },
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
    'pnpm-lock.yaml': '',
    '.changeset/config.json': { baseBranch: 'main', access: 'public' },
  });
  git(root, 'init', '--quiet', '--initial-branch=main');
  return { root, first: commit(root, 'packages/core/package.json', { name: '@tidegate/core', version: '0.0.0' }) };
}

const changeset = "---\n'@tidegate/core': minor\n---\n\nA change.\n";

needsGit('on main, changes count from the first commit, and after a release from the release', () => {
  const { root, first } = repository();
  commit(root, 'packages/core/src/a.ts');
  expect(changesetBase(root)).toBe(first);
  const release = commit(root, 'packages/core/CHANGELOG.md');
  commit(root, 'packages/core/src/b.ts');
  expect(changesetBase(root)).toBe(release);
});

needsGit('on a branch, changes count from where it left main', () => {
  const { root } = repository();
  const fork = commit(root, 'packages/core/src/a.ts');
  git(root, 'checkout', '--quiet', '-b', 'feature');
  commit(root, 'packages/core/src/b.ts');
  expect(changesetBase(root)).toBe(fork);
});

needsGit('a clone of one branch, where main is unknown, is judged by the releases it sees', async () => {
  const { root } = repository();
  const release = commit(root, 'packages/core/CHANGELOG.md');
  git(root, 'checkout', '--quiet', '-b', 'feature');
  const clone = temporaryTree();
  git(clone, 'clone', '--quiet', '--single-branch', '--branch', 'feature', `file://${root}`, 'clone');
  expect(changesetBase(`${clone}/clone`)).toBe(release);
  expect(await changesets(`${clone}/clone`)).toMatchObject({ ok: true });
});

needsGit('a change without a changeset fails, with one it passes', async () => {
  const { root } = repository();
  commit(root, 'packages/core/src/a.ts');
  const missing = await changesets(root);
  expect(missing.ok).toBe(false);
  expect(missing.output).toContain('no changesets were found');
  commit(root, '.changeset/a-change.md', changeset);
  expect(await changesets(root)).toMatchObject({ ok: true });
});

test('outside git there is nothing to compare with', async () => {
  expect(await changesets(temporaryTree())).toMatchObject({ ok: true, detail: 'skipped: this is not a git repository' });
});
