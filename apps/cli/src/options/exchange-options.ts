import type { Command } from 'commander';
import { exchangeFormats } from '../exchange/formats.js';
import { addSettings } from '../settings/add-settings.js';
import { oneOf, text } from '../settings/kinds.js';
import type { Setting, ValuesOf } from '../settings/setting.js';
import { addOutputOptions, type OutputOptions } from './output-options.js';

const group = 'Exchange';
export const formatKind = oneOf(exchangeFormats.map(({ name }) => name));

const exportSettings = {
  format: { group, description: `what is written: ${exchangeFormats.map(({ name }) => name).join(', ')}`, kind: formatKind },
  out: { group, description: 'file to write', kind: text('file', 'the path of a file') },
} satisfies Record<string, Setting>;

const importSettings = {
  out: { group, description: 'folder to write the model to', kind: text('dir', 'the path of a folder') },
  like: {
    group,
    description: 'model folder with the same network, for a file that holds nothing but weights; all but these is taken from there',
    kind: text('dir', 'the path of a folder'),
  },
} satisfies Record<string, Setting>;

export type ExportOptions = ValuesOf<typeof exportSettings> & OutputOptions;
export type ImportOptions = ValuesOf<typeof importSettings> & OutputOptions;

/** Commander reads what these add as `ExportOptions`. */
export function addExportOptions(command: Command): Command {
  return addOutputOptions(addSettings(command, exportSettings));
}

/** Commander reads what these add as `ImportOptions`. */
export function addImportOptions(command: Command): Command {
  return addOutputOptions(addSettings(command, importSettings));
}
