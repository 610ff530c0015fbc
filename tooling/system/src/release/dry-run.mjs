import { copyFileSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runNode, runPnpm } from '../command.mjs';
import { git, workingTreeFiles } from '../git.mjs';
import { install } from '../prepare.mjs';
import { publicPackages, readJson, repositoryRoot } from '../repository.mjs';
import { requiredStage } from '../stage.mjs';
import { readTarball } from './tarball.mjs';

/**
 * @typedef {object} PackedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} tarball path of the `.tgz` file
 * @property {Map<string, Buffer>} files what the tarball holds, by path inside the package
 * @property {Record<string, any>} manifest `package.json` as it would be published
 */

const notCopied = new Set(['node_modules', 'dist', '.git', '.turbo', '.examples']);

/** Without git: every file but what an installation or a build makes. */
const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notCopied.has(entry.name)) return [];
    return entry.isDirectory() ? walk(join(folder, entry.name)).map((path) => join(entry.name, path)) : [entry.name];
  });

/** Copies the working tree, uncommitted work included, into a repository of its own. */
function copyRepository(folder) {
  for (const path of workingTreeFiles() ?? walk(repositoryRoot)) {
    const source = join(repositoryRoot, path);
    if (!existsSync(source) || !lstatSync(source).isFile()) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(source, join(folder, path));
  }
  if (git(['--version']) === undefined) return withoutChangeLog(folder);
  // For its change log, changesets asks git which commit added a changeset.
  const author = ['-c', 'user.name=Release dry run', '-c', 'user.email=dry-run@localhost', '-c', 'commit.gpgsign=false'];
  git(['init', '--quiet', '--initial-branch=main'], folder);
  git(['add', '--all'], folder);
  git([...author, 'commit', '--quiet', '--no-verify', '--message=Copy of the working tree'], folder);
  return { ok: true };
}

/** On a machine without git there is no history to write a change log from; versions and packages are the same. */
function withoutChangeLog(folder) {
  const config = join(folder, '.changeset/config.json');
  writeFileSync(config, JSON.stringify({ ...readJson(config), changelog: false }));
  return { ok: true, detail: 'without a change log, since git is missing' };
}

async function applyChangesets(folder) {
  const { code, output } = await runNode([join(folder, 'node_modules/@changesets/cli/bin.js'), 'version'], { cwd: folder });
  return { ok: code === 0, output };
}

/** Builds with the turbo cache of the working tree, so that a second run builds nothing. */
async function buildPublic(folder) {
  const filters = publicPackages(folder).map(({ manifest }) => `--filter=${manifest.name}`);
  const cache = join(repositoryRoot, '.turbo/cache');
  const args = ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only', '--no-color', `--cache-dir=${cache}`, ...filters];
  const { code, output } = await runPnpm(args, { cwd: folder });
  return { ok: code === 0, output };
}

async function pack(folder, destination) {
  mkdirSync(destination, { recursive: true });
  const filters = publicPackages(folder).map(({ manifest }) => `--filter=${manifest.name}`);
  const { code, output } = await runPnpm([...filters, '--recursive', 'pack', '--pack-destination', destination], { cwd: folder });
  return { ok: code === 0, output };
}

/** @returns {PackedPackage[]} */
function readPacked(destination) {
  return readdirSync(destination)
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => {
      const tarball = join(destination, name);
      const files = readTarball(tarball);
      const manifest = JSON.parse(files.get('package.json')?.toString('utf8') ?? '{}');
      return { name: manifest.name, version: manifest.version, tarball, files, manifest };
    });
}

/**
 * Does in a temporary copy all that a release does but publishing, and hands the tarballs to `use` before the copy is removed.
 *
 * @template Result
 * @param {(packages: PackedPackage[], folder: string) => Promise<Result>} use `folder` is empty and goes with the copy
 * @returns {Promise<Result>}
 */
export async function withReleaseDryRun(use) {
  const temporary = mkdtempSync(join(tmpdir(), 'tidegate-release-'));
  const copy = join(temporary, 'repository');
  const tarballs = join(temporary, 'tarballs');
  const scratch = join(temporary, 'scratch');
  try {
    mkdirSync(scratch);
    await requiredStage('copy', () => copyRepository(copy));
    await requiredStage('copy install', () => install(copy));
    await requiredStage('version', () => applyChangesets(copy));
    await requiredStage('copy build', () => buildPublic(copy));
    await requiredStage('pack', () => pack(copy, tarballs));
    return await use(readPacked(tarballs), scratch);
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}
