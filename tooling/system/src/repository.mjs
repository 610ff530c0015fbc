import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[/\\]$/, '');

/** @param {string} path */
export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The pinned package manager as npx names it, for example `pnpm@10.34.8`. */
export const packageManager = () => readJson(join(repositoryRoot, 'package.json')).packageManager;

/**
 * Every package below `packages/`, `apps/`, `tooling/` and `docs`.
 *
 * @returns {{ folder: string, manifest: Record<string, any> }[]} folders are paths from the root, with `/`
 */
export function workspacePackages(root = repositoryRoot) {
  const inside = (folder) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : []);
  return [...['packages', 'apps', 'tooling'].flatMap(inside), 'docs']
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readJson(join(root, folder, 'package.json')) }));
}

/** The packages that a release publishes. */
export const publicPackages = (root = repositoryRoot) => workspacePackages(root).filter(({ manifest }) => manifest.private !== true);
