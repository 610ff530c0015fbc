/** The files that were dropped, and those in the folders that were: one level deep, which is all that a model directory has. */
export async function droppedFiles(transfer: DataTransfer | null): Promise<File[]> {
  // The list is emptied when the event is over: everything is asked for before the first wait.
  const dropped = [...(transfer?.items ?? [])].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files = dropped.map(({ entry, file }) => (isFolder(entry) ? filesInFolder(entry) : file ? [file] : []));
  return (await Promise.all(files)).flat();
}

const isFolder = (entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry => entry?.isDirectory === true;

/** A reader gives some entries at a time, and none when there are no more. */
async function filesInFolder(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  while (true) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    found.push(...some);
  }
  return Promise.all(found.filter(({ isFile }) => isFile).map((entry) => fileOf(entry as FileSystemFileEntry)));
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));
