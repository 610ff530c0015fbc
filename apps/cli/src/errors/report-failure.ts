import { CommanderError } from 'commander';
import { ToldElsewhere } from '../distributed/told-elsewhere.js';
import { ToldHere } from '../distributed/told-here.js';
import { UsageError } from './usage-error.js';

export const exitCodes = { success: 0, failure: 1, misuse: 2, hungUp: 129, interrupted: 130 } as const;

/** Commander throws these after it has shown the help or the version that was asked for. */
const informed = ['commander.help', 'commander.helpDisplayed', 'commander.version'];

export interface Failure {
  readonly exitCode: number;
  /** What to say on standard error, if anything: one line, and the stack trace below it if it was asked for. */
  readonly message?: string;
}

/**
 * What an error means to the one who called the command.
 *
 * @param options.help the command that explains what is allowed
 */
export function failureOf(error: unknown, { verbose, help }: { readonly verbose: boolean; readonly help: string }): Failure {
  if (error instanceof CommanderError && informed.includes(error.code)) return { exitCode: exitCodes.success };
  if (error instanceof ToldElsewhere) return { exitCode: error.exitCode };
  const isMisuse = error instanceof CommanderError || error instanceof UsageError || (error instanceof ToldHere && error.isMisuse);
  const line = `tidegate: ${oneLine(error)}${isMisuse ? `; see ${help}` : ''}`;
  const trace = verbose && error instanceof Error ? `\n${traceOf(error)}` : '';
  return { exitCode: isMisuse ? exitCodes.misuse : exitCodes.failure, message: line + trace };
}

function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** The stack of an error, and of what caused it. */
function traceOf(error: Error): string {
  const stack = error.stack ?? String(error);
  return error.cause instanceof Error ? `${stack}\nCaused by: ${traceOf(error.cause)}` : stack;
}
