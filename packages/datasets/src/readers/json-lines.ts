import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import { lines } from './rows.js';

export interface JsonLine {
  readonly value: Readonly<Record<string, unknown>>;
  readonly line: number;
}

/**
 * The objects of a JSON Lines file. Empty lines are left out.
 *
 * @throws DataError for a line that is not one JSON object
 */
export async function* jsonLines(source: ByteSource): AsyncGenerator<readonly JsonLine[]> {
  for await (const block of lines(source)) {
    const found: JsonLine[] = [];
    for (const { text, line } of block) {
      if (text.trim() !== '') found.push({ value: parseObject(source.name, text, line), line });
    }
    yield found;
  }
}

function parseObject(file: string, text: string, line: number): JsonLine['value'] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notJson(file, text, line, error);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonLine['value'];
  const kind = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
  throw new DataError({ file, line }, `is ${kind}; each line must be one JSON object, such as {"text": "...", "label": "..."}`);
}

function notJson(file: string, text: string, line: number, cause: unknown): DataError {
  const isArray = line === 1 && /^\s*\[/.test(text);
  const remedy = isArray ? '; "jq -c .[]" writes the items of a JSON array so' : '';
  const problem = `is not JSON (${(cause as Error).message}); each line must be one JSON object${remedy}`;
  return new DataError({ file, line }, problem, { cause });
}

/** The error of an object that has no such field; it names those that it has. */
export function missingField(file: string, { value, line }: JsonLine, field: string, option: string): DataError {
  const names = Object.keys(value).join(', ') || 'none';
  return new DataError({ file, line }, `there is no field "${field}" (fields: ${names}); set ${option}`);
}
