import { type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import { type ModelFiles, ModelFilesError, modelAmong } from './model-files.js';

/**
 * A folder of files as one, since a browser cannot download a folder. Weights hardly shrink, so nothing is compressed.
 *
 * @param folder under which they stand in it
 */
export function zipModel(folder: string, files: ModelFiles): Blob {
  const entries = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${folder}/${name}`, bytes]));
  return new Blob([zipSync(entries, { level: 0 })], { type: 'application/zip' });
}

/**
 * The model in a zip. Only its own files are unpacked, after their sizes are known.
 *
 * @throws ModelFilesError if it is no zip, holds no model, or more than a model can be
 */
export function unzipModel(bytes: Uint8Array): ModelFiles {
  const listed = new Map<string, UnzipFileInfo>();
  unzip(bytes, (file) => {
    if (!file.name.endsWith('/')) listed.set(file.name, file);
    return false;
  });
  const own = modelAmong(listed, ({ originalSize }) => originalSize);
  const paths = new Set([...own.values()].map(({ name }) => name));
  const unpacked = unzip(bytes, ({ name }) => paths.has(name));
  return Object.fromEntries([...own].map(([name, file]) => [name, unpacked[file.name] as Uint8Array]));
}

function unzip(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (cause) {
    throw new ModelFilesError('notZip', { cause });
  }
}
