import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pageFolder, repositoryRoot } from './repository.js';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly files?: readonly string[];
  readonly publishConfig?: Readonly<Record<string, unknown>>;
}

const ownPackages = join(repositoryRoot, 'packages');
const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/**
 * Copies the page into a folder and puts beside it what it depends on, as npm would from the registry: own packages as they would be
 * published, in `node_modules`. Tools treat those otherwise than packages of a workspace.
 *
 * @param names what the page itself imports
 */
export function installPage(folder: string, names: readonly string[]): void {
  cpSync(pageFolder, folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'page', private: true, type: 'module' }));
  const own = new Map(
    readdirSync(ownPackages)
      .map((name) => join(ownPackages, name))
      .filter((path) => existsSync(join(path, 'package.json')))
      .map((path) => [readManifest(path).name, path]),
  );
  const install = (name: string, from: string): void => {
    const target = join(folder, 'node_modules', name);
    if (existsSync(target)) return;
    mkdirSync(dirname(target), { recursive: true });
    const source = own.get(name);
    if (source === undefined) {
      symlinkSync(realpathSync(join(from, 'node_modules', name)), target, 'dir');
      return;
    }
    const manifest = readManifest(source);
    publish(source, manifest, target);
    for (const dependency of neededBy(manifest)) install(dependency, source);
  };
  for (const name of names) install(name, dirname(pageFolder));
}

/** The packages that npm adds to one; it leaves out peers that are optional. */
function neededBy({ dependencies, peerDependencies = {}, peerDependenciesMeta = {} }: Manifest): readonly string[] {
  return Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !peerDependenciesMeta[name]?.optional);
}

/** What a package would be on the registry. */
function publish(source: string, manifest: Manifest, target: string): void {
  mkdirSync(target);
  writeFileSync(join(target, 'package.json'), JSON.stringify({ ...manifest, ...manifest.publishConfig }));
  for (const path of manifest.files?.filter((file) => !file.startsWith('!')) ?? []) {
    if (!existsSync(join(source, path))) throw new Error(`${join(source, path)} is missing: run "npx turbo run build" first`);
    cpSync(join(source, path), join(target, path), { recursive: true });
  }
}
