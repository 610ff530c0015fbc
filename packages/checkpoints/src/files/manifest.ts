import type { StoredFiles } from '@tidegate/core';
import * as v from 'valibot';
import { CheckpointError } from '../errors/checkpoint-error.js';

/** The list of a checkpoint's files. */
const manifestName = 'checkpoint.json';
const version = 1;

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const schema = v.strictObject({
  version: v.literal(version),
  step: wholeNumber,
  // Not a record of valibot's, which skips names such as `constructor`.
  files: v.pipe(
    v.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'Expected an object'),
    v.transform((files) => Object.entries(files)),
    v.array(v.tuple([v.string(), v.strictObject({ bytes: wholeNumber, sha256: v.string() })])),
  ),
});

/** The files with the list of them, by which damage is found. */
export async function withManifest(step: number, files: StoredFiles): Promise<StoredFiles> {
  const list = Object.entries(files).map(async ([name, bytes]) => [name, { bytes: bytes.length, sha256: await sha256(bytes) }] as const);
  const text = `${JSON.stringify({ version, step, files: Object.fromEntries(await Promise.all(list)) }, null, 2)}\n`;
  return { ...files, [manifestName]: new TextEncoder().encode(text) };
}

/**
 * The files that were stored, without their list.
 *
 * @throws CheckpointError if one is missing, damaged or not in it
 */
export async function checkManifest(place: string, stored: StoredFiles): Promise<StoredFiles> {
  const { [manifestName]: manifest, ...files } = stored;
  if (!manifest) throw new CheckpointError(`is no checkpoint: ${manifestName} is missing`, { place });
  const { files: listed } = parse(place, manifest);
  for (const [name, { bytes, sha256: expected }] of listed) {
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (!file) throw new CheckpointError(`is damaged: ${name} is missing`, { place });
    if (file.length !== bytes) throw new CheckpointError(`is damaged: ${name} has ${file.length} bytes, not ${bytes}`, { place });
    if ((await sha256(file)) !== expected) throw new CheckpointError(`is damaged: the checksum of ${name} is another one`, { place });
  }
  const names = new Set(listed.map(([name]) => name));
  const stranger = Object.keys(files).find((name) => !names.has(name));
  if (stranger !== undefined) throw new CheckpointError(`is damaged: ${stranger} is not in ${manifestName}`, { place });
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

/** In hexadecimal digits; computed by the system, beside the main thread. Pages have it where they come by https, or from this machine. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
