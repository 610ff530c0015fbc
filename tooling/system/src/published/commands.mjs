import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, runNode } from '../command.mjs';
import { installInto } from './install-into.mjs';

/** Milliseconds that a command may take; one that its threads keep alive would never end. */
const timeout = 60_000;

/** What is asked of it, one after the other, in the folder that it was installed in; and what it must print. */
const lines = [
  { args: ['--help'], prints: /Usage: tidegate/ },
  { args: ['doctor'], prints: /wasm/ },
  { args: ['train', 'adder', '--steps', '20', '--threads', '2', '--out', 'adder', '--json'], prints: /"exactSums":/ },
  { args: ['evaluate', 'adder', '--pairs', '100', '--json'], prints: /"pairs":100/ },
  { args: ['train', 'textrnn', '--data', 'texts.tsv', '--steps', '3', '--units', '8', '--out', 'texts', '--quiet'], prints: /^$/ },
  { args: ['predict', 'texts', 'bread and cheese', '--json'], prints: /"label":"(food|music)"/ },
];

const texts = ['label\ttext', ...Array.from({ length: 20 }, (_, row) => (row % 2 ? 'food\tbread and cheese' : 'music\ta song')), ''];

/**
 * What each command says that is installed alone in an empty folder and runs under plain Node: it explains itself, looks at the machine,
 * trains, and uses what it trained.
 *
 * @param {readonly import('../release/dry-run.mjs').PackedPackage[]} packages
 * @param {string} folder
 */
export async function commandProblems(packages, folder) {
  const problems = [];
  for (const { name, tarball, manifest } of packages.filter(({ manifest }) => manifest.bin !== undefined)) {
    const alone = join(folder, name.replace('/', '-'));
    const installed = await installInto(alone, [tarball]);
    if (installed.code !== 0) {
      problems.push(`npm could not install ${name} alone:\n${installed.output}`);
      continue;
    }
    writeFileSync(join(alone, 'texts.tsv'), texts.join('\n'));
    for (const [command, path] of Object.entries(manifest.bin)) {
      const linked = await run('npx', ['--no-install', command, '--version'], { cwd: alone, timeout });
      if (linked.stdout.trim() !== manifest.version)
        problems.push(`"npx ${command} --version" prints not ${manifest.version}:\n${linked.output}`);
      for (const { args, prints } of lines) {
        const { code, output, stdout } = await runNode([join('node_modules', name, path), ...args], { cwd: alone, timeout });
        if (code !== 0 || !prints.test(stdout)) problems.push(`"${command} ${args.join(' ')}" ended with exit code ${code}:\n${output}`);
      }
    }
  }
  return problems;
}
