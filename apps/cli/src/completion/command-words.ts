import type { Argument, Command, Option } from 'commander';
import { ValueOption } from '../settings/value-option.js';

/** A word that a shell can offer, and what it means. */
export interface Word {
  readonly text: string;
  readonly description: string;
}

/** Some of these names, with commas between them. */
export interface NameList {
  readonly list: readonly string[];
}

/** What may stand in a place of the command line: paths, one or some of some names, or anything, for which nothing can be offered. */
export type Place = 'files' | 'folders' | 'anything' | readonly string[] | NameList;

export function isList(place: Place): place is NameList {
  return typeof place === 'object' && 'list' in place;
}

export interface OptionWords extends Word {
  /** What stands behind it; undefined of a switch. */
  readonly value: Place | undefined;
}

/** What may be typed behind a command. */
export interface CommandWords {
  /** With all that stands before it, such as `tidegate train textrnn`. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly OptionWords[];
  /** What its arguments are, each in turn; the last one counts for those behind it. */
  readonly places: readonly Place[];
}

/** The command and all below it, each with what its help shows. */
export function commandWords(command: Command, path: string = command.name()): readonly CommandWords[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command);
  const words: CommandWords = {
    path,
    commands: below.map((each) => ({ text: each.name(), description: each.description() })),
    options: help.visibleOptions(command).map((option) => ({
      text: option.long ?? option.flags,
      description: option.description,
      value: placeBehind(option),
    })),
    places: command.registeredArguments.map(placeOf),
  };
  const others = words.commands.map(({ text }) => text).filter((text) => text !== 'help');
  return [words, ...below.flatMap((each) => commandWords(each, `${path} ${each.name()}`).map((found) => helpOf(others, each, found)))];
}

/** Commander's own command for help takes the name of a command beside it. */
function helpOf(others: readonly string[], command: Command, words: CommandWords): CommandWords {
  return command.name() === 'help' ? { ...words, places: [others] } : words;
}

function placeBehind(option: Option): Place | undefined {
  if (!option.required && !option.optional) return undefined;
  const [, placeholder] = option.flags.match(/<(.*)>/) ?? [];
  if (option instanceof ValueOption && option.names.length > 0) return placeholder === 'names' ? { list: option.names } : option.names;
  if (placeholder === 'dir') return 'folders';
  return placeholder === 'file' || placeholder === 'file-or-dir' ? 'files' : 'anything';
}

function placeOf(argument: Argument): Place {
  if (argument.argChoices) return argument.argChoices;
  const name = argument.name();
  if (name.endsWith('DIR')) return 'folders';
  return name === 'FILE' ? 'files' : 'anything';
}
