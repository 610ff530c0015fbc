import { Argument, Command } from 'commander';
import { bench } from './commands/bench.js';
import { doctor } from './commands/doctor.js';
import { evaluate } from './commands/evaluate.js';
import { train } from './commands/train.js';
import { UsageError } from './errors/usage-error.js';
import { addBenchOptions, type BenchOptions } from './options/bench-options.js';
import { addEvaluateOptions, type EvaluateOptions } from './options/evaluate-options.js';
import { benchHelp, doctorHelp, evaluateHelp, programHelp, trainHelp } from './options/help.js';
import { addOutputOptions, type OutputOptions } from './options/output-options.js';
import { oneOf } from './options/parse.js';
import { addTrainOptions, type TrainOptions } from './options/train-options.js';
import { presets } from './presets/presets.js';
import type { Streams } from './process/output.js';
import { version } from './version.js';

const presetNames = presets.map(({ name }) => name);

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

  addTrainOptions(program.command('train').description('train a network and show what it has learned'))
    .usage(`${presetNames.join('|')} [options]`)
    .addArgument(new Argument('[PRESET]', `what to train: ${presetNames.join(', ')}`).argParser(oneOf('PRESET', presetNames)))
    .addHelpText('after', trainHelp)
    .action(async (name: string | undefined, options: TrainOptions) => {
      const preset = presets.find((each) => each.name === name);
      if (!preset) throw new UsageError('PRESET', `one of ${presetNames.join(', ')}`, 'missing');
      finish(await train(preset, options, streams));
    });

  addEvaluateOptions(program.command('evaluate').description('test a trained adder, also on longer numbers'))
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
