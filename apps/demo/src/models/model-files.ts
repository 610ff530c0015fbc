/** The files of a model directory by their names, as `tidegate train --out` writes them. */
export type ModelFiles = Readonly<Record<string, Uint8Array>>;

/** Bytes: more than any network that was trained in a page, and little enough for a page to hold twice. */
const mostBytes = 512 * 2 ** 20;

/** What cannot be opened, in a form that the page has words for. */
export class ModelFilesError extends Error {
  readonly kind: 'empty' | 'tooMuch' | 'noConfig' | 'notZip';

  constructor(kind: ModelFilesError['kind'], options?: ErrorOptions) {
    super(kind, options);
    this.kind = kind;
  }
}

/**
 * The files of the model among those of a folder: the ones beside the uppermost `config.json`, without their folder. Checkpoints stand
 * in a folder below, and stay where they are.
 *
 * @param files whatever stands for a file, by its path, such as `adder/config.json`
 * @param sizeOf in bytes
 * @throws ModelFilesError if there is no `config.json`, or the files are larger than a model can be
 */
export function modelAmong<File>(files: ReadonlyMap<string, File>, sizeOf: (file: File) => number): ReadonlyMap<string, File> {
  if (files.size === 0) throw new ModelFilesError('empty');
  const [config] = [...files.keys()].filter((path) => /(^|\/)config\.json$/.test(path)).sort((a, b) => a.length - b.length);
  if (config === undefined) throw new ModelFilesError('noConfig');
  const folder = config.slice(0, -'config.json'.length);
  const own = [...files].filter(([path]) => path.startsWith(folder) && !path.slice(folder.length).includes('/'));
  if (own.reduce((sum, [, file]) => sum + sizeOf(file), 0) > mostBytes) throw new ModelFilesError('tooMuch');
  return new Map(own.map(([path, file]) => [path.slice(folder.length), file]));
}
