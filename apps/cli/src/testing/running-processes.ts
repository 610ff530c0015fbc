import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process of this machine that this user may look into. */
export interface RunningProcess {
  readonly pid: number;
  /** Its arguments with spaces between them. */
  readonly command: string;
  /** Its rank, if Open MPI has started it as one. */
  readonly rank: number | undefined;
  /** Names the processes that see one another by their numbers. */
  readonly namespace: string;
}

/** All of them, on Linux; those that have ended but were not waited for have no arguments any more, and are left out. */
export function runningProcesses(): RunningProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const command = parts(name, 'cmdline').join(' ');
      if (command === '') return [];
      const variable = 'OMPI_COMM_WORLD_RANK=';
      const given = parts(name, 'environ').find((entry) => entry.startsWith(variable));
      const rank = given === undefined ? undefined : Number(given.slice(variable.length));
      return [{ pid: Number(name), command, rank, namespace: readlinkSync(`/proc/${name}/ns/pid`) }];
    } catch {
      // It has ended meanwhile, or belongs to somebody else.
      return [];
    }
  });
}

/** The processes of a run, its launcher among them, by a folder that stands in their command lines. */
export function processesOfRun(folder: string): RunningProcess[] {
  return runningProcesses().filter(({ command }) => command.includes(folder));
}

/** A rank of such a run. */
export function rankOfRun(folder: string, rank: number): RunningProcess {
  const found = processesOfRun(folder).find((one) => one.rank === rank);
  if (!found) throw new Error(`there is no rank ${rank} of the run in ${folder}`);
  return found;
}

function parts(pid: string, file: string): string[] {
  return readFileSync(`/proc/${pid}/${file}`, 'utf8')
    .split('\0')
    .filter((part) => part !== '');
}
