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
      if (text.trim() === '') continue;
      const value = parseJson(text);
      if (isObject(value)) {
        found.push({ value, line });
        continue;
      }
      // Those before come first, so that of several errors the first one in the file is told.
      yield found;
      throw value instanceof SyntaxError ? notJson(source.name, text, line, value) : noObject(source.name, line, value);
    }
    yield found;
  }
}

/** The value of a line, or the error that says why it has none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

function isObject(value: unknown): value is JsonLine['value'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Error);
}

function noObject(file: string, line: number, value: unknown): DataError {
  const kind = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
  return new DataError(
    { file, line },
    `is ${kind}; each line must be one JSON object, such as {"text": "...", "label": "..."} or {"tokens": [...], "tags": [...]}`,
  );
}

function notJson(file: string, text: string, line: number, cause: unknown): DataError {
  const isArray = line === 1 && /^\s*\[/.test(text);
  const remedy = isArray ? '; "jq -c .[]" writes the items of a JSON array so' : '';
  const problem = `is not JSON (${(cause as Error).message}); each line must be one JSON object${remedy}`;
  return new DataError({ file, line }, problem, { cause });
}

/** The beginning of a value, for errors. */
export function describe(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 40)}...` : json;
}

/** The error of an object that has no such field; it names those that it has. */
export function missingField(file: string, { value, line }: JsonLine, field: string, option: string): DataError {
  if (value[field] === null) return new DataError({ file, line }, `the field "${field}" is null; give it a value or remove the line`);
  const names = Object.keys(value).join(', ') || 'none';
  return new DataError({ file, line }, `there is no field "${field}" (fields: ${names}); set ${option}`);
}
