/** Files by their names; there are no folders among them. */
export type StoredFiles = Readonly<Record<string, Uint8Array>>;

/** A place for checkpoints: a folder, or the database of a page. */
export interface CheckpointStorage {
  /** Where it is, for messages: a path, the name of a database. */
  readonly place: string;
  /** What is stored, each whole, in no order. */
  names(): Promise<readonly string[]>;
  /** @throws CheckpointError if there is none of this name, or it cannot be read */
  read(name: string): Promise<StoredFiles>;
  /**
   * Stores all files under a name, in the place of those that it had: whatever happens on the way, also that the machine loses power, the
   * name has either all of the new ones or what it had before. Names are words of letters, digits and hyphens.
   *
   * @throws CheckpointError if they cannot be stored
   */
  write(name: string, files: StoredFiles): Promise<void>;
  /** Removes all files of a name; nothing happens where there is none. @throws CheckpointError if they cannot be removed */
  remove(name: string): Promise<void>;
}
