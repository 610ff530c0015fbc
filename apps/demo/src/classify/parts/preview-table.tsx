import { Scrolling } from '../../controls/scrolling.js';
import type { ChosenFile } from '../state/page-state.js';
import { classifyWords } from '../words.js';

/** The first rows of a file, the chosen columns marked. */
export function PreviewTable({ chosen: { file, look, textColumn, labelColumn } }: { readonly chosen: ChosenFile }) {
  const words = classifyWords();
  const kindOf = (column: string): string | undefined =>
    column === textColumn ? words.textColumn : column === labelColumn ? words.labelColumn : undefined;
  const caption = words.preview(file.name);
  return (
    <Scrolling label={caption}>
      <table class="preview">
        <caption class="hint">{caption}</caption>
        <thead>
          <tr>
            {look.columns.map((column) => (
              <th key={column} scope="col" class={kindOf(column) && 'chosen'}>
                {column}
                {kindOf(column) && <span class="hint">{kindOf(column)}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {look.rows.map((row, index) => (
            <tr key={index}>
              {row.map((value, place) => (
                <td key={look.columns[place]} class={kindOf(look.columns[place] as string) && 'chosen'}>
                  {value.length > 120 ? `${value.slice(0, 120)} …` : value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
