import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { bin } from './run-bin.js';
import type { Run } from './run-in-process.js';

const launcher = 'mpirun';
const isThere = spawnSync(launcher, ['--version'], { encoding: 'utf8' }).stdout?.includes('Open MPI') ?? false;

/** Whether Open MPI is here, and why a test that needs it is left out. */
export const mpirun = { missing: !isThere, reason: isThere ? '' : ' (left out: no mpirun of Open MPI)' };

export interface RankOptions {
  readonly cwd?: string;
  /** Called with each piece of standard output. */
  readonly onOutput?: (launcher: ChildProcess, chunk: string) => void;
  /** The program of each rank, in the place of the built command; `BIN` stands for it. */
  readonly script?: string;
}

const environment = { OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' };

/** Runs the built command as so many processes. What the launcher says itself is left away. */
export function runRanks(ranks: number, args: readonly string[], { cwd, onOutput, script }: RankOptions = {}): Promise<Run> {
  const command = script === undefined ? [process.execPath, bin, ...args] : ['sh', '-c', script, 'sh', process.execPath, bin, ...args];
  const all = ['-q', '--oversubscribe', '-n', String(ranks), ...command];
  return new Promise((resolve, reject) => {
    const child = spawn(launcher, all, { ...(cwd && { cwd }), env: { ...process.env, ...environment } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      onOutput?.(child, chunk.toString());
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? -1, stdout, stderr }));
  });
}
