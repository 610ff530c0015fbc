import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../command.mjs';
import { repositoryRoot } from '../repository.mjs';
import { examples } from './examples.mjs';
import { installInto } from './install-into.mjs';

/** @typedef {import('../release/dry-run.mjs').PackedPackage} PackedPackage */

/** Milliseconds that a command may take. */
const timeout = 60_000;
/** Letters of what went wrong: minified modules have lines without end. */
const mostShown = 5_000;
/** Of projects that are made at a time. */
const atOnce = 2;
/** What a user adds who computes without a backend of ours. */
const computes = '@tensorflow/tfjs-backend-cpu';

const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false', '--lib', 'ES2023,DOM', '--types', ''];
const resolutions = {
  nodenext: ['--target', 'ES2023', '--module', 'NodeNext', '--moduleResolution', 'NodeNext'],
  bundler: ['--target', 'ES2023', '--module', 'ESNext', '--moduleResolution', 'Bundler'],
};

/**
 * What each library says that is the only one installed in an empty project: its example must run under plain Node, fit its types for
 * Node and for bundlers, and run in a page that Vite built for production, unless it is for Node alone.
 *
 * @param {readonly PackedPackage[]} packages
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function aloneProblems(packages, folder) {
  const libraries = packages.filter(({ manifest }) => manifest.exports?.['.'] !== undefined);
  const projects = libraries.map((packed) => ({ packed, root: join(folder, packed.name.replace('/', '-')) }));
  const problems = [];
  for (let start = 0; start < projects.length; start += atOnce) {
    const found = projects.slice(start, start + atOnce).map(({ packed, root }) => projectProblems(packed, packages, root));
    problems.push(...(await Promise.all(found)).flat());
  }
  // Without all of them installed, Vite would only say so again.
  if (problems.length > 0) return problems;
  return pageProblems(projects.filter(({ packed }) => examples[packed.name]?.onlyInNode !== true));
}

/** @param {readonly { packed: PackedPackage, root: string }[]} projects */
async function pageProblems(projects) {
  const script = join(repositoryRoot, 'tooling/lint/src/built-pages.mjs');
  const { code, output, stdout } = await runNode([script, ...projects.map(({ root }) => root)]);
  if (code !== 0) return [`the pages of single libraries could not be built:\n${output}`];
  const pages = JSON.parse(stdout);
  return projects.flatMap(({ packed: { name }, root }) => {
    const { complaints, output } = pages.find((page) => page.root === root);
    if (complaints.length > 0) return [`${name} alone, as Vite builds it: ${complaints.join('\n')}`];
    return output === null || output === printedBy(name) ? [] : [unexpected(name, 'in a page that Vite built', output)];
  });
}

/** @param {PackedPackage} packed @param {readonly PackedPackage[]} packages @param {string} root */
async function projectProblems(packed, packages, root) {
  const installed = await installAlone(packed, packages, root);
  if (installed.code !== 0) return [`npm could not install ${packed.name} alone:\n${installed.output}`];
  const code = examples[packed.name]?.code ?? `import * as library from '${packed.name}';\nconsole.log(Object.keys(library).length > 0);\n`;
  const others = subpaths(packed).map((path) => `import '${path}';`);
  writeFileSync(join(root, 'example.js'), code);
  writeFileSync(join(root, 'example.ts'), `${others.join('\n')}\n${code}`);
  writeFileSync(join(root, 'example.mjs'), `${others.join('\n')}\n${code}`);
  return [...(await outputProblems(packed.name, root)), ...(await typeProblems(packed.name, root))];
}

/**
 * By plain npm. Other libraries of the workspace come from their tarballs wherever the registry would have been asked for them; what has to
 * be installed beside a library is what its own manifest says.
 */
function installAlone({ name, tarball, manifest }, packages, root) {
  const others = packages.filter((other) => other.name !== name).map((other) => [other.name, `file:${other.tarball}`]);
  const usesIt = examples[name]?.code.includes(computes) && manifest.dependencies?.[computes] === undefined;
  const version = manifest.peerDependencies?.['@tensorflow/tfjs-core'];
  return installInto(root, [tarball, ...(usesIt ? [`${computes}@${version}`] : [])], { overrides: Object.fromEntries(others) });
}

/** What can be imported beside the library itself, such as `@tidegate/datasets/node`. */
function subpaths({ name, manifest }) {
  return Object.keys(manifest.exports)
    .filter((path) => path !== '.' && !path.includes('*'))
    .map((path) => join(name, path));
}

async function typeProblems(name, root) {
  const compiler = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
  const problems = [];
  for (const [resolution, options] of Object.entries(resolutions)) {
    const { output } = await runNode([compiler, ...strict, ...options, 'example.ts'], { cwd: root });
    // The declarations of dependencies are theirs to mend; those of TensorFlow.js do not fit today's DOM library.
    const ours = output.split('\n').filter((line) => /^(example\.ts|node_modules\/@tidegate\/|error)/.test(line));
    if (ours.length > 0) problems.push(`the types of ${name} do not compile for ${resolution}:\n${ours.join('\n')}`);
  }
  return problems;
}

/** Warnings of TensorFlow.js are not what the example prints. */
async function outputProblems(name, root) {
  const { code, output, stdout } = await runNode(['example.mjs'], { cwd: root, timeout });
  return code === 0 && stdout.trim() === printedBy(name) ? [] : [unexpected(name, 'under plain Node', output)];
}

const printedBy = (name) => examples[name]?.prints ?? 'true';

const unexpected = (name, where, output) =>
  `the example of ${name} alone, ${where}, prints not ${JSON.stringify(printedBy(name))} but:\n${output.slice(0, mostShown)}`;
