export { type DirectoryStorageOptions, directoryStorage } from './directory-storage.js';
export { type FileOperations, nodeFiles, type OpenFile } from './file-operations.js';
export { syncFolder, writeDurably } from './write-durably.js';
