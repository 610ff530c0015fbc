import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../command.mjs';

/**
 * Makes an empty project in which plain npm installs what is named.
 *
 * @param {string} folder
 * @param {readonly string[]} names as `npm install` takes them: tarballs, packages of the registry
 * @param {object} [manifest] what `package.json` says besides
 */
export function installInto(folder, names, manifest = {}) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module', ...manifest }));
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  return run('npm', ['install', ...quiet, ...names], { cwd: folder });
}
