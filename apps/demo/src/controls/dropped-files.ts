/** The files that were dropped, and those in the folders that were: one level deep, which is all that a model directory has. */
export async function droppedFiles(transfer: DataTransfer | null): Promise<File[]> {
  // The list is emptied when the event is over: everything is asked for before the first wait.
  const entries = [...(transfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = await Promise.all(entries.map((entry) => (isFolder(entry) ? filesInFolder(entry) : [entry as FileSystemFileEntry])));
  return Promise.all(files.flat().map(fileOf));
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A reader gives some entries at a time, and none when there are no more. */
async function filesInFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemFileEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  while (true) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found.filter(({ isFile }) => isFile) as FileSystemFileEntry[];
    found.push(...some);
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));
