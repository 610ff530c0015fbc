import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const bench = fileURLToPath(new URL('../../../', import.meta.url));
const command = fileURLToPath(new URL('../../../../../apps/cli/', import.meta.url));
/** Dawn stands in a package of its own, as a library for each system. */
const dawn = 'webgpu';
/** What a machine with a graphics driver may lack: the loader of Vulkan drivers, what NVIDIA's asks for, and what Node asks for. */
const libraries = ['libvulkan.so.1', 'libGLdispatch.so.0', 'libstdc++.so.6', 'libgcc_s.so.1'];

/**
 * Writes into an empty folder all that times training steps on a GPU, for a machine like this one, with no network: programs in one file
 * each, Dawn, this very Node, and libraries that may be missing there. Large files stand there as links.
 *
 * @throws Error if something was not built or is not installed
 */
export async function layOut(folder: string): Promise<void> {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  for (const name of ['run', 'README.txt']) copyFileSync(join(bench, 'gpu', name), join(folder, name));
  chmodSync(join(folder, 'run'), 0o755);
  symlinkSync(process.execPath, join(folder, 'node'));
  copyFileSync(join(command, 'package.json'), join(makeFolder(folder, 'tidegate'), 'package.json'));
  await bundle(join(command, 'dist/bin.js'), join(folder, 'tidegate/dist'));
  await bundle(join(bench, 'dist/gpu/main.js'), folder, 'bench.js');
  await bundle(join(bench, 'tfjs/bench-webgpu.mjs'), join(folder, 'tfjs'));
  for (const name of ['bench.py', 'cases.py']) copyFileSync(join(bench, 'torch', name), join(makeFolder(folder, 'torch'), name));
  copyDawn(makeFolder(folder, 'node_modules', dawn));
  for (const name of libraries) {
    const path = findLibrary(name);
    if (path !== undefined) symlinkSync(path, join(makeFolder(folder, 'lib', name), name));
  }
}

function makeFolder(...parts: readonly string[]): string {
  const folder = join(...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Puts a program and all that it imports into `dir`; of npm packages only Dawn stays outside. */
async function bundle(input: string, dir: string, entryFileNames = '[name].js'): Promise<void> {
  const program = await rolldown({
    input,
    platform: 'node',
    external: [dawn],
    onwarn(warning) {
      // What could not be bundled would be missing on the other machine.
      throw new Error(warning.message);
    },
  });
  await program.write({ dir, format: 'esm', entryFileNames, chunkFileNames: 'parts/[name].js' });
}

/** The package without what it has for other systems. */
function copyDawn(folder: string): void {
  const source = dirname(createRequire(import.meta.url).resolve(`${dawn}/package.json`));
  for (const name of ['package.json', 'index.js', 'LICENSE.md']) copyFileSync(join(source, name), join(folder, name));
  const system = join('dist', `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`);
  cpSync(join(source, system), join(folder, system), { recursive: true });
}

/** Where Linux keeps a library. */
function findLibrary(name: string): string | undefined {
  const folders = ['/usr/lib', '/usr/lib64'].filter((folder) => existsSync(folder));
  const ofThisMachine = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((each) => each.includes('-linux-'))
      .map((each) => join(folder, each)),
  );
  return [...ofThisMachine, ...folders].map((folder) => join(folder, name)).find((path) => existsSync(path));
}
