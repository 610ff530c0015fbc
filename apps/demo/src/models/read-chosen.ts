import { unzipModel } from './archive.js';
import { type ModelFiles, modelAmong } from './model-files.js';

/**
 * The model among the files that the visitor has chosen or dropped: a folder, its files, or one zip of it.
 *
 * @throws ModelFilesError if there is none
 */
export async function readChosen(chosen: readonly File[]): Promise<ModelFiles> {
  const [only] = chosen;
  if (chosen.length === 1 && only && /\.zip$/i.test(only.name)) return unzipModel(await bytesOf(only));
  const own = modelAmong(new Map(chosen.map((file) => [file.webkitRelativePath || file.name, file])), ({ size }) => size);
  return Object.fromEntries(await Promise.all([...own].map(async ([name, file]) => [name, await bytesOf(file)] as const)));
}

async function bytesOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}
