import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { collectRun } from './collect-run.js';
import type { Hosts } from './hosts.js';
import { bin } from './run-bin.js';
import type { Run } from './run-in-process.js';

const launcher = 'mpirun';
const isThere = spawnSync(launcher, ['--version'], { encoding: 'utf8' }).stdout?.includes('Open MPI') ?? false;

/** Whether Open MPI is here, and why a test that needs it is left out. */
export const mpirun = { missing: !isThere, reason: isThere ? '' : ' (left out: no mpirun of Open MPI)' };

export interface RankOptions {
  readonly cwd?: string;
  /** Where a rank runs on each; by default all run on this machine. */
  readonly hosts?: Hosts | undefined;
  /** More options of `mpirun`. */
  readonly options?: readonly string[];
  /** Whether `mpirun` may say something itself. */
  readonly isLoud?: boolean;
  /** Called with each piece of standard output. */
  readonly onOutput?: (launcher: ChildProcess, chunk: string) => void;
  /** The program of each rank, in the place of the built command; `BIN` stands for it. */
  readonly script?: string;
}

const environment = { OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' };

/** Milliseconds after which a run is ended that does not end by itself. */
const patience = 120_000;

/** Runs the built command as so many processes. What the launcher says itself is left away. */
export function runRanks(ranks: number, args: readonly string[], given: RankOptions = {}): Promise<Run> {
  const { cwd, hosts, options = [], isLoud = false, onOutput, script } = given;
  const command = script === undefined ? [process.execPath, bin, ...args] : ['sh', '-c', script, 'sh', process.execPath, bin, ...args];
  const where = hosts ? [...hosts.onFirst(cwd ?? process.cwd()), launcher, ...hosts.mpirunOptions] : [launcher, '--oversubscribe'];
  const [program, ...all] = [...where, ...(isLoud ? [] : ['-q']), ...options, '-n', String(ranks), ...command] as [string, ...string[]];
  const child = spawn(program, all, {
    ...(cwd && { cwd }),
    env: { ...process.env, ...environment },
    timeout: patience,
    killSignal: 'SIGKILL',
  });
  return collectRun(child, onOutput);
}
