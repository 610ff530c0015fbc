import { flagOf } from '../wording/flag-of.js';
import { shellWord } from '../wording/shell-word.js';
import type { CardFacts } from './card-facts.js';

/** Characters of a line, beyond which the command goes on in the next one. */
const widest = 100;

/** The command that trains the same network again, in lines that a shell takes for one. */
export function trainCommand({ preset: _, ...settings }: NonNullable<CardFacts['settings']>, preset: string): readonly string[] {
  const parts = ['tidegate train', preset, ...Object.entries(settings).flatMap(([name, value]) => argument(name, value)), '--out again'];
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && `${line} ${part} \\`.length > widest) {
      lines.push(`${line} \\`);
      line = ` `;
    }
    line += line === '' ? part : ` ${part}`;
  }
  return [...lines, line];
}

function argument(name: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (value === true) return [flagOf(name)];
  if (value === false) return [flagOf(name).replace('--', '--no-')];
  return [`${flagOf(name)} ${shellWord(Array.isArray(value) ? value.join(',') : String(value))}`];
}
