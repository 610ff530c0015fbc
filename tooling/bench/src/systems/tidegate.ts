import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CannotRun, type System, stepsOf, type Turns, tooSlow } from './system.js';

const bin = fileURLToPath(new URL('../../../../apps/cli/dist/bin.js', import.meta.url));

export interface TidegateOptions extends Turns {
  readonly label: string;
  /** The Node to run it under. */
  readonly node: string;
  /** What computes, by the options of the command: `['--backend', 'wasm', '--threads', '2']`. */
  readonly backend: readonly string[];
  /** The built command; by default that of this workspace. */
  readonly command?: string;
}

/** What its line tells beside the figures. */
const told = ['launches', 'dispatches', 'simd', 'threads', 'adapter'];

/** The built command `tidegate bench`, in a new process each round; its warm-up does not count. */
export function tidegate({ label, node, backend, command = bin, ...turns }: TidegateOptions): System {
  return {
    label,
    start: async (name) => ({
      async round() {
        const args = [command, 'bench', '--cases', name, '--steps', String(stepsOf(turns, name)), ...backend, '--json'];
        const { ms, peakMemoryMegabytes, ...others } = JSON.parse(await run(node, args, turns));
        const details = Object.fromEntries(told.filter((key) => key in others).map((key) => [key, others[key]]));
        return { milliseconds: ms, peakMemoryMegabytes, details };
      },
      close: () => undefined,
    }),
  };
}

/** @returns what it prints. @throws CannotRun with what the program says when it fails */
async function run(command: string, args: readonly string[], { seconds }: Turns): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, [...args], { timeout: (seconds ?? 0) * 1000, killSignal: 'SIGKILL' });
    return stdout;
  } catch (error) {
    const { stderr, message, killed } = error as { stderr?: string; message: string; killed?: boolean };
    if (killed) throw tooSlow(seconds);
    throw new CannotRun((stderr?.trim() || message).split('\n')[0] as string, { cause: error });
  }
}
