import type { LibraryHandle } from 'koffi';
import { MpiError } from '../errors/mpi-error.js';
import type { LauncherKind } from '../launcher/launched-rank.js';
import { candidates } from './candidates.js';
import { type Family, familyOf } from './families.js';

export interface LoadedLibrary {
  readonly library: LibraryHandle;
  readonly family: Family;
  /** Such as `Open MPI v4.1.4`. */
  readonly version: string;
  readonly yieldProcessor: () => void;
}

/** @throws MpiError if koffi or the MPI library is missing, or the library is of no known family */
export async function loadLibrary(launcher: LauncherKind): Promise<LoadedLibrary> {
  const koffi = await importKoffi();
  const path = process.env.TIDEGATE_MPI_LIBRARY;
  const refusals: string[] = [];
  for (const name of candidates(launcher, path)) {
    let library: LibraryHandle;
    try {
      // Open MPI loads parts of its own, which look for its functions among those that all can see.
      library = koffi.load(name, { global: true });
    } catch (error) {
      refusals.push((error as Error).message);
      continue;
    }
    const yieldProcessor = koffi.load(null).func('sched_yield', 'int', []) as () => void;
    return { library, ...identify(library, name), yieldProcessor };
  }
  const remedy =
    path === undefined
      ? 'install it (on Debian: apt-get install openmpi-bin libopenmpi3), or set TIDEGATE_MPI_LIBRARY to the path of its libmpi.so'
      : 'correct TIDEGATE_MPI_LIBRARY, or unset it';
  throw new MpiError(`openMpi: there is no MPI library for ranks that ${launcher} has started (${refusals.join('; ')}); ${remedy}`);
}

async function importKoffi(): Promise<typeof import('koffi')> {
  try {
    return await import('koffi');
  } catch (cause) {
    throw new MpiError('openMpi: the package koffi, which calls the MPI library, is missing or cannot run here; run: npm install koffi', {
      cause,
    });
  }
}

function identify(library: LibraryHandle, name: string): Pick<LoadedLibrary, 'family' | 'version'> {
  const line = versionOf(library);
  const family = familyOf(line);
  if (family === undefined) {
    const what = line === '' ? 'is no MPI library' : `is "${line}", which is not known here`;
    throw new MpiError(`openMpi: ${name} ${what}; set TIDEGATE_MPI_LIBRARY to the path of the libmpi.so of Open MPI or MPICH`);
  }
  return { family, version: shortVersion(line) };
}

/** The first line of what the library says of itself, which it does before MPI starts; nothing if it is another library. */
function versionOf(library: LibraryHandle): string {
  const text = Buffer.alloc(8192);
  const length = new Int32Array(1);
  try {
    library.func('MPI_Get_library_version', 'int', ['void *', 'void *'])(text, length);
  } catch {
    return '';
  }
  return text.toString('latin1', 0, length[0]).replaceAll('\0', '').split('\n')[0] as string;
}

/** `Open MPI v4.1.4` of `Open MPI v4.1.4, package: ...`, and `MPICH 4.0.2` of `MPICH Version:      4.0.2`. */
function shortVersion(line: string): string {
  return (line.split(',')[0] as string)
    .replace(/\s*version:/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}
