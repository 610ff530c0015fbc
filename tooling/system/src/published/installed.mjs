import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, runNode } from '../command.mjs';
import { repositoryRoot } from '../repository.mjs';

/** @typedef {import('../release/dry-run.mjs').PackedPackage} PackedPackage */

/** Milliseconds that a command may take; one that its threads keep alive would never end. */
const timeout = 60_000;

/** An empty project with these tarballs installed by plain npm. @param {readonly PackedPackage[]} packages */
async function installInto(folder, packages) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  return run('npm', ['install', ...quiet, ...packages.map(({ tarball }) => tarball)], { cwd: folder });
}

/** What a project says that installs every library together: each imports under plain Node, and the types fit. */
export async function libraryProblems(packages, folder) {
  const libraries = packages.filter(({ manifest }) => manifest.exports?.['.'] !== undefined);
  const installed = await installInto(folder, libraries);
  if (installed.code !== 0) return [`npm could not install the packages together:\n${installed.output}`];
  const problems = [];
  for (const { name } of libraries) {
    const { code, output } = await runNode(['--input-type=module', '--eval', `await import('${name}')`], { cwd: folder });
    if (code !== 0) problems.push(`${name} does not import under plain Node:\n${output}`);
  }
  const imports = libraries.map(({ name }, index) => `import * as library${index} from '${name}';`);
  writeFileSync(
    join(folder, 'consumer.ts'),
    `${imports.join('\n')}\nexport default [${libraries.map((_, index) => `library${index}`).join(', ')}];\n`,
  );
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false', '--lib', 'ES2023,DOM', '--types', ''];
  const modules = ['--target', 'ES2023', '--module', 'NodeNext', '--moduleResolution', 'NodeNext'];
  const compiler = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
  const checked = await runNode([compiler, ...options, ...modules, 'consumer.ts'], { cwd: folder });
  // The declarations of dependencies are theirs to mend; those of TensorFlow.js do not fit today's DOM library.
  const ours = checked.output.split('\n').filter((line) => /^(consumer\.ts|node_modules\/@tidegate\/)/.test(line));
  if (ours.length > 0) problems.push(`the published types do not compile:\n${ours.join('\n')}`);
  return problems;
}

/** What each command says that is installed alone in an empty folder: it explains itself, looks at the machine, and trains. */
export async function commandProblems(packages, folder) {
  const problems = [];
  for (const packed of packages.filter(({ manifest }) => manifest.bin !== undefined)) {
    const alone = join(folder, packed.name.replace('/', '-'));
    const installed = await installInto(alone, [packed]);
    if (installed.code !== 0) problems.push(`npm could not install ${packed.name} alone:\n${installed.output}`);
    for (const command of installed.code === 0 ? Object.keys(packed.manifest.bin) : []) {
      for (const line of ['--help', 'doctor', 'train adder --steps 3 --threads 2 --json']) {
        const { code, output } = await run('npx', ['--no-install', command, ...line.split(' ')], { cwd: alone, timeout });
        if (code !== 0 || output === '') problems.push(`"npx ${command} ${line}" ended with exit code ${code}:\n${output}`);
      }
    }
  }
  return problems;
}
