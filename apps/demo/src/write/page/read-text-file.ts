/** The beginning of a text file. */
export interface FileText {
  readonly text: string;
  /** Whether the file goes on after it. */
  readonly isCut: boolean;
}

/**
 * Reads as much of a text file as is wanted, and no more of it: a file may be of any size.
 *
 * @param most code units of the text
 * @throws TypeError if it is not a text in UTF-8
 */
export async function readTextFile(file: Blob, most: number): Promise<FileText> {
  // Four bytes are the longest character. The last one that is read may be a part only, if the file goes on.
  const part = file.slice(0, 4 * most);
  const stream = part.size < file.size;
  const decoded = new TextDecoder('utf-8', { fatal: true }).decode(await part.arrayBuffer(), { stream });
  if (decoded.includes('\0')) throw new TypeError('readTextFile: text must have no character 0, as binary files have; choose a text file');
  const whole = decoded.replaceAll('\r\n', '\n');
  return { text: whole.slice(0, most), isCut: stream || whole.length > most };
}
