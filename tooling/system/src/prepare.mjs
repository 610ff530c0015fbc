import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPnpm } from './command.mjs';
import { readJson, repositoryRoot, workspacePackages } from './repository.mjs';
import { requiredStage } from './stage.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** Everything that decides what an installation holds, in one digest. */
export function installFingerprint(root) {
  const hash = createHash('sha256').update(process.version);
  const manifests = workspacePackages(root).map(({ folder }) => `${folder}/package.json`);
  for (const path of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) {
    hash.update(path).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

/** Installs exactly what the lockfile says, unless that is what stands there already. */
export async function install(root = repositoryRoot) {
  const stamp = join(root, 'node_modules/.tidegate-install');
  const fingerprint = installFingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return { ok: true, detail: 'up to date' };
  const { code, output } = await runPnpm(['install', '--frozen-lockfile', '--prefer-offline'], { cwd: root });
  if (code === 0) writeFileSync(stamp, fingerprint);
  const remedy = output.includes('OUTDATED_LOCKFILE')
    ? `\n\nA package.json changed: run "npx ${readJson(join(root, 'package.json')).packageManager} install".`
    : '';
  return { ok: code === 0, output: output + remedy };
}

/**
 * Builds every package; turbo skips those whose sources it has built before.
 *
 * @param {readonly string[]} [options] for turbo, to build a part only
 */
async function build(options = []) {
  const { code, output } = await runPnpm(['exec', 'turbo', 'run', 'build', '--output-logs=errors-only', '--no-color', ...options]);
  const [, cached, total] = /Cached:\s+(\d+) cached, (\d+) total/.exec(output) ?? [];
  return { ok: code === 0, output, detail: total === undefined ? '' : `${total} packages, ${cached} from the cache` };
}

/**
 * From a bare checkout to a built workspace.
 *
 * @param {object} [options]
 * @param {readonly string[]} [options.buildOptions] for turbo, to build a part only
 * @param {readonly import('./system-packages.mjs').SystemPackage[]} [options.systemPackages] what is needed beside Node
 * @throws {import('./stage.mjs').StageError}
 */
export async function prepare({ buildOptions = [], systemPackages = [] } = {}) {
  checkNodeVersion();
  await requiredStage('system', () => ensureSystemPackages(systemPackages));
  await requiredStage('install', () => install());
  await requiredStage('build', () => build(buildOptions));
}

function checkNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Tidegate needs Node 20.19 or newer; this is ${process.version}. See https://nodejs.org/en/download`);
    process.exit(1);
  }
}
