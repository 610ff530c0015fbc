import type { StoredFiles } from '@tidegate/core';
import { crc32c } from '@tidegate/formats';
import * as v from 'valibot';
import { CheckpointError } from '../errors/checkpoint-error.js';

/** The list of a checkpoint's files. */
const manifestName = 'checkpoint.json';
const version = 1;

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const schema = v.strictObject({
  version: v.literal(version),
  step: wholeNumber,
  files: v.record(v.string(), v.strictObject({ bytes: wholeNumber, crc32c: v.string() })),
});

/** The files with the list of them, by which damage is found. */
export function withManifest(step: number, files: StoredFiles): StoredFiles {
  const list = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, { bytes: bytes.length, crc32c: digest(bytes) }]));
  const text = `${JSON.stringify({ version, step, files: list }, null, 2)}\n`;
  return { ...files, [manifestName]: new TextEncoder().encode(text) };
}

/**
 * The files that were stored, without their list.
 *
 * @throws CheckpointError if one is missing or damaged
 */
export function checkManifest(place: string, stored: StoredFiles): StoredFiles {
  const { [manifestName]: manifest, ...files } = stored;
  if (!manifest) throw new CheckpointError(`is no checkpoint: ${manifestName} is missing`, { place });
  const { files: listed } = parse(place, manifest);
  for (const [name, { bytes, crc32c: expected }] of Object.entries(listed)) {
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (!file) throw new CheckpointError(`is damaged: ${name} is missing`, { place });
    if (file.length !== bytes) throw new CheckpointError(`is damaged: ${name} has ${file.length} bytes, not ${bytes}`, { place });
    if (digest(file) !== expected) throw new CheckpointError(`is damaged: the checksum of ${name} is another one`, { place });
  }
  return files;
}

function parse(place: string, manifest: Uint8Array): v.InferOutput<typeof schema> {
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(manifest)));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(`is damaged: ${manifestName} cannot be understood (${reason})`, { place, cause });
  }
}

/** Eight hexadecimal digits. */
function digest(bytes: Uint8Array): string {
  return crc32c(bytes).toString(16).padStart(8, '0');
}
