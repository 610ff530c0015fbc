import { DataError } from '../errors/data-error.js';
import type { TextExample } from './example.js';
import type { TextFields } from './text-options.js';

/** Labels that are kept once, not once an example. */
const mostKeptLabels = 4096;

/** Makes the examples of one source: leaves out empty texts, splits labels, and sees at the end whether there was anything. */
export interface TextCollector {
  /** @param label absent where the format has none at this place */
  collect(examples: TextExample[], line: number, text: string, label?: string | readonly string[]): void;
  /** @throws DataError if there was no example */
  finish(): void;
}

export function createTextCollector(file: string, { labelColumn = 'label', labelSeparator, labels, onSkip }: TextFields): TextCollector {
  const kept = new Map<string, string>();
  let examples = 0;
  let skipped = 0;

  function keep(label: string): string {
    const known = kept.get(label);
    if (known !== undefined) return known;
    const copy = copied(label);
    if (kept.size < mostKeptLabels) kept.set(copy, copy);
    return copy;
  }

  function parseLabel(line: number, label: string | readonly string[] | undefined): Pick<TextExample, 'label' | 'labels'> {
    if (label === undefined) return {};
    if (typeof label === 'string' && labelSeparator === undefined) {
      const name = label.trim();
      if (name === '' && labels === 'optional') return {};
      if (name === '') throw new DataError({ file, line }, `the column "${labelColumn}" is empty; give the example a label or remove it`);
      return { label: keep(name) };
    }
    const names = (typeof label === 'string' ? label.split(labelSeparator as string) : label).map((name) => name.trim());
    return { labels: [...new Set(names.filter((name) => name !== '').map(keep))] };
  }

  return {
    collect(into, line, text, label) {
      const place = { file, line };
      if (text.trim() === '') {
        skipped++;
        onSkip?.(place, 'the text is empty');
        return;
      }
      examples++;
      into.push({ text: copied(text), ...parseLabel(line, label), place });
    },
    finish() {
      if (examples > 0) return;
      if (skipped > 0)
        throw new DataError({ file }, `all ${skipped} texts are empty; check which column is the text, textColumn (--text-column)`);
      throw new DataError({ file }, 'has no examples; is it the right file?');
    },
  };
}

/** A string of its own: a part of a larger one would keep all of that in memory. */
function copied(text: string): string {
  return ` ${text}`.slice(1);
}
