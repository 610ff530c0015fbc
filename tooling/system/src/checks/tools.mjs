import { join } from 'node:path';
import { runNode } from '../command.mjs';
import { repositoryRoot } from '../repository.mjs';

/** @typedef {{ ok: boolean, output: string, detail?: string }} CheckOutcome */

/** Runs a tool of the workspace; it passes if it exits with 0. @returns {Promise<CheckOutcome>} */
async function tool(script, args) {
  const { code, output } = await runNode([join(repositoryRoot, script), ...args]);
  return { ok: code === 0, output };
}

/** Types of every package, every test, every script and every example of the guide. */
export async function types() {
  const examples = await runNode(['-e', "import('./docs/src/write-examples.mjs').then(({ writeExamples }) => writeExamples())"]);
  return examples.code === 0
    ? tool('node_modules/typescript/bin/tsc', ['-b', '--pretty', 'false'])
    : { ok: false, output: examples.output };
}

/** Lint rules, import order and formatting. */
export const lint = () =>
  tool('node_modules/@biomejs/biome/bin/biome', [
    'ci',
    '--colors=off',
    '--diagnostic-level=warn',
    '--error-on-warnings',
    '--max-diagnostics=100',
    '.',
  ]);

/** Which folder imports which, and cycles between files. */
export const imports = () =>
  tool('tooling/lint/node_modules/dependency-cruiser/bin/dependency-cruise.mjs', [
    '--config',
    'tooling/lint/src/dependency-cruiser.config.mjs',
    'packages',
    'apps',
    'tooling',
    'docs/src',
    '--exclude',
    '(^|/)vitest([.](chromium|alone))?[.]config[.]ts$',
  ]);

/** Files, exports and dependencies that nothing uses. */
export const unused = () =>
  tool('tooling/lint/node_modules/knip/bin/knip.js', ['--config', 'tooling/lint/knip.jsonc', '--no-progress', '--no-config-hints']);
