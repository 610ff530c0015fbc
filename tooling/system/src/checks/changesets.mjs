import { join } from 'node:path';
import { runNode } from '../command.mjs';
import { git } from '../git.mjs';
import { repositoryRoot } from '../repository.mjs';

/**
 * The commit since which changes to packages need a changeset.
 *
 * On a branch that is where it left `main`. On `main` itself, and where `main` is unknown (a clone of one branch), it is the last
 * release, which is the last commit that wrote a change log, or before any release the first commit. A shallow clone sees its oldest
 * commit as the one that wrote everything, and so asks for nothing.
 *
 * @returns {string | undefined} undefined outside a git repository
 */
export function changesetBase(root = repositoryRoot) {
  const branch = git(['rev-parse', '--abbrev-ref', 'HEAD'], root);
  const onMain = branch === 'main';
  const main = onMain ? undefined : (git(['rev-parse', '--verify', 'origin/main'], root) ?? git(['rev-parse', '--verify', 'main'], root));
  const fork = main === undefined ? undefined : git(['merge-base', main, 'HEAD'], root);
  if (fork !== undefined && fork !== git(['rev-parse', 'HEAD'], root)) return fork;
  const release = git(['log', '-1', '--format=%H', '--', 'packages/*/CHANGELOG.md'], root);
  return release || git(['rev-list', '--max-parents=0', 'HEAD'], root)?.split('\n').at(-1);
}

/** Whether changed packages come with a changeset, so that their users read what changed. */
export async function changesets(root = repositoryRoot) {
  const base = changesetBase(root);
  if (base === undefined) return { ok: true, output: '', detail: 'skipped: this is not a git repository' };
  const bin = join(repositoryRoot, 'node_modules/@changesets/cli/bin.js');
  const { code, output } = await runNode([bin, 'status', `--since=${base}`], { cwd: root });
  return { ok: code === 0, output: `${output}\n\nWrite one with "npx changeset" and add it to git.`, detail: `since ${base.slice(0, 7)}` };
}
