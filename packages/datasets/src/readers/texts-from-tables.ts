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
    if (names.length === 1 && !columns && !names.includes(textColumn))
      refuseOtherSeparator(source.name, names[0] as string, textColumn, format);
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

/** What a table was written with that its format does not say, and what to do. */
const separators = {
  csv: [
    ['\t', 'tabs; set format to tsv (--format tsv)'],
    [';', 'semicolons; write the file again with commas between them'],
    ['|', 'vertical lines; write the file again with commas between them'],
  ],
  tsv: [
    [',', 'commas; set format to csv (--format csv)'],
    [';', 'semicolons; write the file again with tabs between them'],
    ['|', 'vertical lines; write the file again with tabs between them'],
  ],
} as const;

/** A header that is one name, but has the name that is sought between other separators. */
function refuseOtherSeparator(file: string, header: string, name: string, format: 'csv' | 'tsv'): void {
  for (const [separator, remedy] of separators[format]) {
    const names = header.split(separator).map((column) => column.trim());
    if (names.length > 1 && names.includes(name)) throw new DataError({ file, line: 1 }, `its columns end at ${remedy}`);
  }
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
