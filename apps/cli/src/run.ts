import type { Command } from 'commander';
import { exitCodes, failureOf } from './errors/report-failure.js';
import type { Streams } from './process/output.js';
import { createProgram } from './program.js';

/**
 * Runs `tidegate` with the given arguments.
 *
 * @returns the exit code: 0 success, 1 failure, 2 misuse, 130 interrupted
 */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  let exitCode: number = exitCodes.success;
  const program = createProgram(streams, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
  } catch (error) {
    const failure = failureOf(error, { verbose: args.includes('--verbose'), help: helpOf(program, args[0]) });
    if (failure.message !== undefined) streams.errors.line(failure.message);
    ({ exitCode } = failure);
  }
  return exitCode;
}

/** The command that explains the one that was called. */
function helpOf(program: Command, name: string | undefined): string {
  return program.commands.some((command) => command.name() === name) ? `tidegate ${name} --help` : 'tidegate --help';
}
