/** Bytes under a name, such as those of a file. Each call of `bytes` begins anew. */
export interface ByteSource {
  /** What errors call it; a path where it is a file. */
  readonly name: string;
  /** Pieces of any size; none is changed after it was given. */
  bytes(): AsyncIterable<Uint8Array>;
}
