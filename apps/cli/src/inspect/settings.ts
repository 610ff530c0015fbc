import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelDirectoryError, runName } from '@tidegate/model-directory';
import { systemReason } from '../errors/system-reason.js';

/**
 * The settings that a model was trained with, if they are still beside it: it is used without them.
 *
 * @throws ModelDirectoryError if the file is there, but is none
 */
export async function readSettings(directory: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const path = join(directory, runName);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ModelDirectoryError(`cannot be read (${systemReason(cause)})`, { path, cause });
  }
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw notSettings(path, cause);
  }
  throw notSettings(path);
}

function notSettings(path: string, cause?: unknown): ModelDirectoryError {
  return new ModelDirectoryError('is not the JSON object that training wrote; copy the file again, or delete it: the model works without', {
    path,
    cause,
  });
}

/** `{ steps: 100, adam: { rate: 0.1 } }` as `steps 100, adam (rate 0.1)`. */
export function listed(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(', ');
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
  if (Array.isArray(value)) return value.map(shown).join(' ');
  return typeof value === 'object' && value !== null ? `(${listed(value as Readonly<Record<string, unknown>>)})` : String(value);
}
