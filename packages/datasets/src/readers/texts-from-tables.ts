import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import { commaSeparatedRows } from './comma-separated-rows.js';
import type { TextExample } from './example.js';
import { namedRows, tabSeparatedRows } from './rows.js';
import { createTextCollector } from './text-collector.js';
import type { TextFields } from './text-options.js';

/** @throws DataError */
export async function* textsFromTable(
  source: ByteSource,
  format: 'csv' | 'tsv',
  fields: TextFields,
): AsyncGenerator<readonly TextExample[]> {
  const { textColumn = 'text', labelColumn = 'label', labels = 'required', columns } = fields;
  const collector = createTextCollector(source.name, fields);
  const rows = format === 'csv' ? commaSeparatedRows(source) : tabSeparatedRows(source);
  for await (const { names, rows: block } of namedRows(source, rows, columns)) {
    const text = indexOf(source.name, names, textColumn, 'textColumn (--text-column)', fields);
    const label =
      labels === 'optional' && fields.labelColumn === undefined && !names.includes(labelColumn)
        ? undefined
        : indexOf(source.name, names, labelColumn, 'labelColumn (--label-column)', fields);
    const examples: TextExample[] = [];
    for (const { fields, line } of block) {
      collector.collect(examples, line, fields[text] as string, label === undefined ? undefined : fields[label]);
    }
    yield examples;
  }
  collector.finish();
}

function indexOf(file: string, names: readonly string[], name: string, option: string, { columns }: TextFields): number {
  const index = names.indexOf(name);
  if (index >= 0) return index;
  if (columns) throw new DataError({ file }, `there is no column "${name}" among the given columns ${columns.join(', ')}; set ${option}`);
  const shown = names.map((column) => `"${column.length > 40 ? `${column.slice(0, 40)}...` : column}"`).join(', ');
  throw new DataError(
    { file, line: 1 },
    `there is no column "${name}"; the first line has ${shown}; set ${option}, or if that is no header, put one before it or give columns`,
  );
}
