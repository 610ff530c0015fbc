import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

/** What the ranks of one run have printed, and how their launcher ended. */
export interface RankRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Launcher {
  readonly name: 'Open MPI' | 'MPICH';
  /** Runs a program of this folder as so many ranks. */
  run(program: string, ranks: number, args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<RankRun>;
}

const commands = {
  'Open MPI': ['mpirun.openmpi', '--oversubscribe', '-q'],
  MPICH: ['mpirun.mpich'],
} as const;

const asRoot = { OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' };

/** Runs the tests with each MPI library; where its mpirun is missing they are skipped, with the reason in their name. */
export function describeLaunchers(define: (launcher: Launcher) => void): void {
  for (const [name, [program, ...options]] of Object.entries(commands)) {
    const isThere = (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, program)));
    describe.skipIf(!isThere)(isThere ? name : `${name} (skipped: ${program} is not installed)`, () => {
      define({ name: name as Launcher['name'], run: (...given) => runRanks(program, options, ...given) });
    });
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function runRanks(
  launcher: string,
  options: readonly string[],
  program: string,
  ranks: number,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<RankRun> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const all = [...options, '-n', String(ranks), process.execPath, path, ...args];
  return new Promise((resolve) => {
    execFile(launcher, all, { env: { ...process.env, ...asRoot, ...env }, timeout: 25_000 }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
    });
  });
}
