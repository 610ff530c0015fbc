import { Command } from 'commander';
import { bench } from './commands/bench.js';
import { doctor } from './commands/doctor.js';
import { evaluate } from './commands/evaluate.js';
import { addTrainCommand } from './commands/train.js';
import { addBenchOptions, type BenchOptions } from './options/bench-options.js';
import { addEvaluateOptions, type EvaluateOptions } from './options/evaluate-options.js';
import { benchHelp, doctorHelp, evaluateHelp, programHelp } from './options/help.js';
import { addOutputOptions, type OutputOptions } from './options/output-options.js';
import type { Streams } from './process/output.js';
import { version } from './version.js';

/**
 * The command line of `tidegate`. Misuse throws, as do failures.
 *
 * @param finish is told the exit code of the command that was run
 */
export function createProgram(streams: Streams, finish: (exitCode: number) => void): Command {
  const { output } = streams;
  const program = new Command('tidegate')
    .description('Recurrent neural networks that you can watch learning.')
    .version(version, '--version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.line(text.trimEnd()), writeErr: () => undefined });

  addTrainCommand(program, streams, finish);

  addEvaluateOptions(program.command('evaluate').description('test a trained network on data that you choose'))
    .argument('MODEL_DIR', 'folder that "tidegate train --out" wrote')
    .usage('MODEL_DIR [options]')
    .addHelpText('after', evaluateHelp)
    .action(async (directory: string, options: EvaluateOptions) => finish(await evaluate(directory, options, streams)));

  addBenchOptions(program.command('bench').description('time whole training steps'))
    .addHelpText('after', benchHelp)
    .action(async (options: BenchOptions) => finish(await bench(options, streams)));

  addOutputOptions(program.command('doctor').description('say what this machine can run, and why not the rest'))
    .addHelpText('after', doctorHelp)
    .action(async (options: OutputOptions) => finish(await doctor(options, output)));

  return program.addHelpText('after', programHelp);
}
