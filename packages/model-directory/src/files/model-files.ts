/** The files of a model folder, by their names. */
export type ModelFiles = Readonly<Record<string, Uint8Array | string>>;

/** A file as text. Bytes that are no UTF-8 become signs of their own, and a mark of the order of bytes stays. */
export function textOf(content: Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}

/** A file as bytes, of a text in UTF-8. */
export function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
