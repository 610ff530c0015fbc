import { launchedRank } from '@tidegate/distributed-mpi';
import type { Command } from 'commander';
import { toldBeforeJoining } from './distributed/told-before-joining.js';
import { exitCodes, failureOf } from './errors/report-failure.js';
import type { Streams } from './process/output.js';
import { createProgram } from './program.js';

/**
 * Runs `tidegate` with the given arguments.
 *
 * @returns the exit code: 0 success, 1 failure, 2 misuse, 129 hung up, 130 interrupted
 */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  let exitCode: number = exitCodes.success;
  const program = createProgram(streams, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
  } catch (error) {
    const told = await toldBeforeJoining(error, launchedRank());
    const failure = failureOf(told, { verbose: args.includes('--verbose'), help: helpOf(program, args) });
    if (failure.message !== undefined) streams.errors.line(failure.message);
    ({ exitCode } = failure);
  }
  return exitCode;
}

/** The command that explains the one that was called. */
function helpOf(program: Command, args: readonly string[]): string {
  let command = program;
  const names = ['tidegate'];
  for (const arg of args) {
    const below = command.commands.find((each) => each.name() === arg);
    if (!below) break;
    names.push(arg);
    command = below;
  }
  return `${names.join(' ')} --help`;
}
