import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './repository.js';

/** Runs the built command `tidegate` with `--json`; gives its last event, the result. */
export async function runCommand(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const bin = join(repositoryRoot, 'apps/cli/dist/bin.js');
  const { stdout } = await promisify(execFile)(process.execPath, [bin, ...args, '--json', '--quiet']);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) as string);
}
