import { flagOf } from '@tidegate/model-directory/wording';
import { type Command, Option } from 'commander';
import { parserOf } from './kinds.js';
import type { SettingTable, Values } from './setting.js';
import { ValueOption } from './value-option.js';

/** Lets a command take settings as options, and shows in its help what they are by default. */
export function addSettings(command: Command, table: SettingTable, defaults: Values = {}): Command {
  for (const [name, { group, description, kind, negation }] of Object.entries(table)) {
    const flag = flagOf(name);
    const { [name]: byDefault } = defaults;
    const flags = kind.placeholder === undefined ? flag : `${flag} <${kind.placeholder}>`;
    const option = new ValueOption(flags, description + shown(byDefault), kind.names);
    option.helpGroup(`${group}:`);
    if (kind.placeholder !== undefined) option.argParser(parserOf(flag, kind));
    command.addOption(option);
    if (negation !== undefined) {
      const given = byDefault === false ? ' (default)' : '';
      command.addOption(new Option(flag.replace('--', '--no-'), negation + given).helpGroup(`${group}:`));
    }
  }
  return command;
}

/** Written into the description: commander would hand a default value over as if the user had given it. */
function shown(value: unknown): string {
  if (value === undefined || value === false) return '';
  return value === true ? ' (default)' : ` (default: ${Array.isArray(value) ? value.join(',') : value})`;
}
