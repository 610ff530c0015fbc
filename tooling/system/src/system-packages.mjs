import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command.mjs';

/**
 * A program, a shared library or a folder beside Node, with the Debian package that holds it and the reason why it is needed.
 *
 * @typedef {({ program: string } | { library: string } | { folder: string }) & { debianPackage: string, reason: string }} SystemPackage
 */

const chromium = {
  program: 'chromium',
  debianPackage: 'chromium',
  reason: 'the tests train a network in a page; TIDEGATE_CHROMIUM may name a browser that stands elsewhere',
};

const vulkan = {
  library: 'libvulkan.so.1',
  debianPackage: 'libvulkan1',
  reason: 'the tests of WebGPU in Node run on the GPU in software that comes with chromium, and find it through this library',
};

const onnxTests = {
  folder: '/usr/share/libonnx-testdata/data',
  debianPackage: 'libonnx-testdata',
  reason: "the tests of formats read ONNX's own test files",
};

const mpiTests = [
  {
    program: 'mpirun.openmpi',
    debianPackage: 'openmpi-bin',
    reason: 'the tests of distributed-mpi and of the command start processes that train together',
  },
  {
    program: 'mpirun.mpich',
    debianPackage: 'mpich',
    reason: 'the same tests start the same processes on MPICH, whose binary interface is another',
  },
  {
    program: 'ip',
    debianPackage: 'iproute2',
    reason: 'the tests of the command make hosts with networks of their own, where root may',
  },
];

/** What the tests need; nothing else needs any. @type {readonly SystemPackage[]} */
export const testPackages = [
  ...(process.env.TIDEGATE_CHROMIUM === undefined ? [chromium] : []),
  ...(process.platform === 'linux' ? [vulkan] : []),
  // Elsewhere packages have other names, and those tests say that they are skipped.
  ...(isInstalled('apt-get') ? [onnxTests, ...mpiTests] : []),
];

/** Whether a program stands in the PATH. @param {string} program */
function isInstalled(program, path = process.env.PATH ?? '') {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Whether a shared library stands where Linux looks for it. @param {string} library */
function isLibraryThere(library) {
  const system = ['/usr/lib', '/usr/lib64', '/usr/local/lib'].filter((folder) => existsSync(folder));
  const multiarch = system.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.includes('-linux-'))
      .map((name) => join(folder, name)),
  );
  return [...system, ...multiarch].some((folder) => existsSync(join(folder, library)));
}

/** @param {SystemPackage} wanted */
function isThere(wanted) {
  if ('folder' in wanted) return existsSync(wanted.folder);
  return 'program' in wanted ? isInstalled(wanted.program) : isLibraryThere(wanted.library);
}

/** @param {SystemPackage} wanted */
function nameOf(wanted) {
  if ('folder' in wanted) return wanted.folder;
  return 'program' in wanted ? wanted.program : wanted.library;
}

/**
 * Installs what is missing with apt where that is possible, and otherwise says what to install.
 *
 * @param {readonly SystemPackage[]} wanted
 */
export async function ensureSystemPackages(wanted, asRoot = process.getuid?.() === 0) {
  const missing = wanted.filter((one) => !isThere(one));
  if (missing.length === 0) return { ok: true, detail: `Node ${process.versions.node}` };
  const names = missing.map(({ debianPackage }) => debianPackage);
  const reasons = missing.map((one) => `  ${nameOf(one)}: ${one.reason}`).join('\n');
  if (!asRoot || !isInstalled('apt-get')) {
    return {
      ok: false,
      output: `These programs, libraries and folders are missing:\n${reasons}\nInstall them, on Debian with: sudo apt-get install ${names.join(' ')}`,
    };
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { env });
  if (update.code !== 0) return { ok: false, output: update.output };
  const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
  return { ok: code === 0, output, detail: `installed ${names.join(', ')}` };
}
