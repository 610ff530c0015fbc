import { flagOf, jsonText } from '@tidegate/model-directory/wording';
import { Argument, type Command, Option } from 'commander';
import { resumedValues, resumeRule, runFileIn } from '../checkpoints/resumed-values.js';
import { assertSameFacts } from '../distributed/assert-same.js';
import { together } from '../distributed/together.js';
import { withCheckpoint } from '../distributed/with-checkpoint.js';
import { type Place, withProcesses } from '../distributed/with-processes.js';
import { UsageError } from '../errors/usage-error.js';
import { withoutEmptyFolders } from '../model-directory/without-empty-folders.js';
import { trainHelp } from '../options/help.js';
import { addOutputOptions, type OutputOptions } from '../options/output-options.js';
import type { Streams } from '../process/output.js';
import { addSettings } from '../settings/add-settings.js';
import { checkpointSettings } from '../settings/checkpoint-settings.js';
import type { DistributedValues } from '../settings/distributed-settings.js';
import { oneOf } from '../settings/kinds.js';
import { presetKey, type RunFileOption, readRunFile, settingsIn } from '../settings/run-file.js';
import type { Values } from '../settings/setting.js';
import type { Preset } from '../tasks/preset.js';
import { presets } from '../tasks/tasks.js';
import { version } from '../version.js';

const names = presets.map(({ name }) => name);
const presetKind = oneOf(names);

interface RunOptions extends OutputOptions {
  readonly config?: string;
  readonly resume?: string;
}

/** Adds `tidegate train`, with a command below it for each preset. */
export function addTrainCommand(program: Command, streams: Streams, finish: (exitCode: number) => void): void {
  const train = program.command('train').description('train a network and show what it has learned');
  const commands = new Map(presets.map((preset) => [preset.name, addPresetCommand(train, preset, streams, finish)]));
  train
    .usage('PRESET [options]')
    .enablePositionalOptions()
    .allowUnknownOption()
    .allowExcessArguments()
    .addArgument(new Argument('[PRESET]', 'what to train'))
    .addOption(configOption())
    .addOption(resumeOption())
    .helpCommand(false)
    .addHelpText('after', trainHelp)
    .action(async (first: string | undefined, { config, resume }: RunOptions, { args }: Command) => {
      // Options that only a preset knows count as arguments here.
      const name = first?.startsWith('-') ? undefined : first;
      const path = resume === undefined ? config : runFileIn(resume);
      if (name !== undefined || path === undefined) {
        throw new UsageError('PRESET', presetKind.rule, name === undefined ? 'missing' : JSON.stringify(name));
      }
      const chosen = await presetNamedIn(path, resume === undefined ? undefined : resumeRule);
      const named = [...(config === undefined ? [] : ['--config', config]), ...(resume === undefined ? [] : ['--resume', resume])];
      await commands.get(chosen)?.parseAsync([...named, ...args], { from: 'user' });
    });
}

function configOption(): Option {
  return new Option('--config <file>', 'JSON file with settings of the run, such as the run.json of a trained model; options override it');
}

function resumeOption(): Option {
  const { description, kind } = checkpointSettings.resume;
  return new Option(`--resume <${kind.placeholder}>`, description);
}

async function presetNamedIn(path: string, option?: RunFileOption): Promise<string> {
  const { content } = await readRunFile(path, option);
  const name = names.find((known) => known === content[presetKey]);
  if (name !== undefined) return name;
  throw new UsageError(`${path}: ${presetKey}`, presetKind.rule, jsonText(content[presetKey]));
}

function addPresetCommand(train: Command, preset: Preset, streams: Streams, finish: (exitCode: number) => void): Command {
  const { name, summary, settings, defaults, examples } = preset;
  const command = train.command(name).description(summary).usage('[options]').addOption(configOption());
  return addOutputOptions(addSettings(command, settings, defaults))
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`)
    .action(async ({ config, json, quiet, verbose, ...given }: RunOptions) => {
      const output = { ...(json && { json }), ...(quiet && { quiet }), ...(verbose && { verbose }) };
      const train = async (place: Place): Promise<number> => {
        const values = await together(place.processes, () => valuesOf(preset, config, given));
        return trainTogether(preset, values, output, place);
      };
      finish(await withProcesses(given as DistributedValues, streams, train));
    });
}

/** Trains in all processes, of which the first one writes files. */
async function trainTogether(preset: Preset, values: Values, output: OutputOptions, place: Place): Promise<number> {
  const { processes } = place;
  const { out, logDir, ...others } = values;
  await assertSameFacts(processes.group, { 'the version of tidegate': version, ...settingFacts(others) });
  try {
    if (!processes.isFirst) return await preset.train(others, output, place);
    return await withoutEmptyFolders([out, logDir], () => preset.train(values, output, place));
  } catch (error) {
    throw await withCheckpoint(error, processes, out);
  }
}

function settingFacts(values: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [flagOf(name), JSON.stringify(value)]));
}

/** The settings of a run: those of the run that it goes on with, or those of the preset, of a file and of the command line. */
async function valuesOf(preset: Preset, config: string | undefined, given: Values & Pick<RunOptions, 'resume'>): Promise<Values> {
  const { resume } = given;
  if (resume === undefined) {
    return withDefaults(preset.defaults, { ...(config === undefined ? {} : await settingsOfFile(config, preset)), ...given });
  }
  if (config !== undefined)
    throw new UsageError('--config', 'left away with --resume, which has the settings of the run', JSON.stringify(config));
  return resumedValues(preset, { ...given, resume });
}

/** How long training lasts is said by steps, by epochs, or by both: whoever says it by one is not bound by the default of the other. */
function withDefaults({ steps, epochs, ...defaults }: Values, given: Values): Values {
  if ('steps' in given || 'epochs' in given) return { ...defaults, ...given };
  return { ...defaults, ...(epochs !== undefined && { epochs }), ...(steps !== undefined && { steps }), ...given };
}

async function settingsOfFile(path: string, { name, settings }: Preset): Promise<Values> {
  const file = await readRunFile(path);
  if ('resume' in file.content) throw new UsageError(`${path}: resume`, 'left away: give --resume DIR in the place of --config', 'given');
  for (const name of ['distributed', 'rankTimeout']) {
    if (name in file.content)
      throw new UsageError(`${path}: ${name}`, `left away: give ${flagOf(name)} where the processes are started`, 'given');
  }
  const { [presetKey]: preset = name } = file.content;
  if (preset !== name) throw new UsageError(`${path}: ${presetKey}`, `${name}, as on the command line`, jsonText(preset));
  return settingsIn(file, settings);
}
