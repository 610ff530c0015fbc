import { Command } from 'commander';
import { bench } from './commands/bench.js';
import { completion, shellArgument } from './commands/completion.js';
import { doctor } from './commands/doctor.js';
import { evaluate } from './commands/evaluate.js';
import { exportModel } from './commands/export.js';
import { generate } from './commands/generate.js';
import { importFile } from './commands/import.js';
import { inspect } from './commands/inspect.js';
import { predict } from './commands/predict.js';
import { addTrainCommand } from './commands/train.js';
import { addBenchOptions, type BenchOptions } from './options/bench-options.js';
import { addEvaluateOptions, type EvaluateOptions } from './options/evaluate-options.js';
import { addExportOptions, addImportOptions, type ExportOptions, type ImportOptions } from './options/exchange-options.js';
import { addGenerateOptions, type GenerateOptions } from './options/generate-options.js';
import {
  benchHelp,
  completionHelp,
  doctorHelp,
  evaluateHelp,
  exportHelp,
  generateHelp,
  importHelp,
  inspectHelp,
  predictHelp,
  programHelp,
} from './options/help.js';
import { addInspectOptions, type InspectOptions } from './options/inspect-options.js';
import { addOutputOptions, type OutputOptions } from './options/output-options.js';
import { addPredictOptions, type PredictOptions } from './options/predict-options.js';
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
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.line(text.trimEnd()), writeErr: () => undefined });

  addTrainCommand(program, streams, finish);

  addEvaluateOptions(program.command('evaluate').description('test a trained network on data that you choose'))
    .argument('MODEL_DIR', 'folder that "tidegate train --out" wrote')
    .usage('MODEL_DIR [options]')
    .addHelpText('after', evaluateHelp)
    .action(async (directory: string, options: EvaluateOptions) => finish(await evaluate(directory, options, streams)));

  addPredictOptions(program.command('predict').description('say the classes of texts, or the tags of their tokens'))
    .argument('MODEL_DIR', 'folder that "tidegate train --out" wrote')
    .argument('[TEXT...]', 'texts; without any, each line of --data or of standard input is one')
    .usage('MODEL_DIR [TEXT ...] [options]')
    .addHelpText('after', predictHelp)
    .action(async (directory: string, texts: string[], options: PredictOptions) =>
      finish(await predict({ directory, texts }, options, streams)),
    );

  addGenerateOptions(program.command('generate').description('let a language model write'))
    .argument('MODEL_DIR', 'folder that "tidegate train --out" wrote')
    .usage('MODEL_DIR [options]')
    .addHelpText('after', generateHelp)
    .action(async (directory: string, options: GenerateOptions) => finish(await generate(directory, options, streams)));

  addInspectOptions(program.command('inspect').description('say what a trained network is made of, and does'))
    .argument('MODEL_DIR', 'folder that "tidegate train --out" wrote')
    .argument('[TEXT]', 'what to run it on, to see its gates and gradients')
    .usage('MODEL_DIR [TEXT] [options]')
    .addHelpText('after', inspectHelp)
    .action(async (directory: string, text: string | undefined, options: InspectOptions) =>
      finish(await inspect({ directory, text }, options, streams)),
    );

  addExportOptions(program.command('export').description('write a trained network for other programs'))
    .argument('MODEL_DIR', 'folder that "tidegate train --out" wrote')
    .usage('MODEL_DIR --format NAME --out FILE [options]')
    .addHelpText('after', exportHelp)
    .action(async (directory: string, options: ExportOptions) => finish(await exportModel(directory, options, streams)));

  addImportOptions(program.command('import').description('make a model folder of a file'))
    .argument('FILE', 'file that "tidegate export" wrote, or one with weights of PyTorch')
    .usage('FILE --out DIR [options]')
    .addHelpText('after', importHelp)
    .action(async (path: string, options: ImportOptions) => finish(await importFile(path, options, streams)));

  addBenchOptions(program.command('bench').description('time whole training steps'))
    .addHelpText('after', benchHelp)
    .action(async (options: BenchOptions) => finish(await bench(options, streams)));

  addOutputOptions(program.command('doctor').description('say what this machine can run, and why not the rest'))
    .addHelpText('after', doctorHelp)
    .action(async (options: OutputOptions) => finish(await doctor(options, output)));

  program
    .command('completion')
    .description('print what a shell needs to complete words')
    .addArgument(shellArgument())
    .usage('bash|zsh|fish')
    .addHelpText('after', completionHelp)
    .action((shell: string) => finish(completion(shell, program, output)));

  return program.addHelpText('after', programHelp);
}
