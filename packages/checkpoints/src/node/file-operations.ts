import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';

/** An open file. */
export interface OpenFile {
  writeFile(content: Uint8Array | string): Promise<void>;
  /** Returns when the content is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What a storage does with the file system: the functions of `node:fs/promises`, unless a test makes them fail. */
export interface FileOperations {
  mkdir(path: string, options?: { readonly recursive: boolean }): Promise<unknown>;
  open(path: string, flags: 'r' | 'w'): Promise<OpenFile>;
  readdir(path: string): Promise<string[]>;
  readFile(path: string): Promise<Uint8Array>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly recursive?: boolean; readonly force?: boolean }): Promise<void>;
}

export const nodeFiles: FileOperations = { mkdir, open, readdir, readFile, rename, rm };
