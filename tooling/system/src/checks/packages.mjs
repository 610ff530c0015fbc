import { join } from 'node:path';
import { runNode } from '../command.mjs';
import { aloneProblems } from '../published/alone.mjs';
import { commandProblems } from '../published/commands.mjs';
import { contentProblems } from '../published/contents.mjs';
import { trainingProblems } from '../published/training.mjs';
import { withReleaseDryRun } from '../release/dry-run.mjs';
import { publicPackages, repositoryRoot } from '../repository.mjs';

/** What a release would publish, rehearsed in a copy: the right files, and packages that work where npm installs them. */
export const packages = () =>
  withReleaseDryRun(async (packed, folder) => {
    const problems = packed.flatMap(contentProblems);
    const absent = publicPackages().filter(({ manifest }) => !packed.some(({ name }) => name === manifest.name));
    problems.push(...absent.map(({ manifest }) => `${manifest.name}: it was not packed`));
    const versions = [...new Set(packed.map(({ version }) => version))];
    if (versions.length > 1) problems.push(`all packages share one version, but these would be published: ${versions.join(', ')}`);
    const shape = await runNode([join(repositoryRoot, 'tooling/lint/src/published-shape.mjs'), ...packed.map(({ tarball }) => tarball)]);
    if (shape.code !== 0) problems.push(shape.output);
    problems.push(...(await aloneProblems(packed, join(folder, 'alone'))));
    problems.push(...(await trainingProblems(packed, join(folder, 'libraries'))));
    problems.push(...(await commandProblems(packed, join(folder, 'commands'))));
    return { ok: problems.length === 0, output: problems.join('\n'), detail: `${packed.length} tarballs` };
  });
