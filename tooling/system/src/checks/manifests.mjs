import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, repositoryRoot, workspacePackages } from '../repository.mjs';

/** What every package of the workspace says about itself. */
function problemsOfPackage(root, { folder, manifest }) {
  const problems = [];
  const expect = (condition, problem) => condition || problems.push(`${folder}: ${problem}`);
  const isPublished = manifest.private !== true;
  for (const field of ['name', 'version', 'description', 'license', 'type']) expect(manifest[field], `package.json has no "${field}"`);
  expect(manifest.type === 'module', 'package.json must say "type": "module"');
  if (folder.startsWith('packages/') || folder.startsWith('apps/')) {
    expect(manifest.repository?.directory === folder, `package.json must say "repository.directory": "${folder}"`);
    expect(manifest.engines?.node, 'package.json has no "engines.node"');
    expect(existsSync(join(root, folder, 'README.md')), 'has no README.md');
  }
  if (isPublished) {
    expect(manifest.publishConfig?.access === 'public', 'package.json must say "publishConfig.access": "public"');
    expect(Array.isArray(manifest.files), 'package.json has no "files"');
    const readme = join(root, folder, 'README.md');
    const title = `# ${manifest.name}`;
    expect(!existsSync(readme) || readFileSync(readme, 'utf8').startsWith(`${title}\n`), `README.md must begin with "${title}"`);
  }
  return problems;
}

/** Whether the compiler builds a package after those it depends on, and checks it at all. */
function problemsOfReferences(root, packages) {
  const folders = new Map(packages.map(({ folder, manifest }) => [manifest.name, folder]));
  const references = (folder) => (readJson(join(root, folder, 'tsconfig.json')).references ?? []).map(({ path }) => join(folder, path));
  const isProject = (folder) => existsSync(join(root, folder, 'tsconfig.json'));
  const checked = new Set(references('.'));
  return packages
    .filter(({ folder }) => isProject(folder))
    .flatMap(({ folder, manifest }) => {
      const problems = checked.has(folder) ? [] : [`tsconfig.json: add a reference to ${folder}, or its types are not checked`];
      const own = new Set(references(folder));
      // What only the tests of a package need is no reference of the package: it may be built on it.
      const testsOnly = folder.startsWith('packages/') ? {} : manifest.devDependencies;
      const needed = Object.keys({ ...manifest.dependencies, ...testsOnly }).map((name) => folders.get(name));
      for (const dependency of needed) {
        if (dependency !== undefined && isProject(dependency) && !own.has(dependency) && folder !== 'docs') {
          problems.push(`${folder}/tsconfig.json: add a reference to ${dependency}, on which package.json depends`);
        }
      }
      return problems;
    });
}

/** A package manager that is strict gives a package only the peers that it names itself, those of its dependencies too. */
function problemsOfPeers(packages) {
  const manifests = new Map(packages.map(({ manifest }) => [manifest.name, manifest]));
  return packages.flatMap(({ folder, manifest }) => {
    const { dependencies = {}, peerDependencies = {} } = manifest;
    return Object.keys(dependencies).flatMap((name) => {
      const { peerDependencies: needed = {}, peerDependenciesMeta = {} } = manifests.get(name) ?? {};
      const missing = Object.keys(needed).filter(
        (peer) => !peerDependenciesMeta[peer]?.optional && !(peer in { ...dependencies, ...peerDependencies }),
      );
      return manifest.private === true ? [] : missing.map((peer) => `${folder}: package.json must name the peer ${peer}, as ${name} does`);
    });
  });
}

/** What every package says about itself: description, license, README, references, peers. */
export function manifests(root = repositoryRoot) {
  const packages = workspacePackages(root);
  const described = packages.flatMap((each) => problemsOfPackage(root, each));
  const problems = [...described, ...problemsOfReferences(root, packages), ...problemsOfPeers(packages)];
  return { ok: problems.length === 0, output: problems.join('\n'), detail: `${packages.length} packages` };
}
