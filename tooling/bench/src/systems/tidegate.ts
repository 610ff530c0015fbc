import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stepsPerRound } from '../case-names.js';
import { CannotRun, type System } from './system.js';

const bin = fileURLToPath(new URL('../../../../apps/cli/dist/bin.js', import.meta.url));

export interface TidegateOptions {
  readonly label: string;
  /** The Node to run it under. */
  readonly node: string;
  readonly threads: number;
  /** The built command; by default that of this workspace. */
  readonly command?: string;
}

/** The built command `tidegate bench` on the WASM backend, in a new process each round; its warm-up does not count. */
export function tidegate({ label, node, threads, command = bin }: TidegateOptions): System {
  return {
    label,
    start: async (name) => ({
      async round() {
        const args = [command, 'bench', '--cases', name, '--steps', String(stepsPerRound[name]), '--backend', 'wasm'];
        const { stdout } = await run(node, [...args, '--threads', String(threads), '--json']);
        const { ms, peakMemoryMegabytes, launches, simd = 'none' } = JSON.parse(stdout);
        return { milliseconds: ms, peakMemoryMegabytes, details: { launches, simd, threads } };
      },
      close: () => undefined,
    }),
  };
}

/** @throws CannotRun with what the program says when it fails */
async function run(command: string, args: readonly string[]): Promise<{ stdout: string }> {
  try {
    return await promisify(execFile)(command, [...args]);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new CannotRun((stderr?.trim() || message).split('\n')[0] as string, { cause: error });
  }
}
