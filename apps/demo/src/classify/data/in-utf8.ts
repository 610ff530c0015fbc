/** Bytes that tell a file in UTF-8 from another. */
const beginning = 2 ** 16;
/** Bytes of a file that is read again; a larger one is left to the reader, which says what is wrong with it. */
const most = 2 ** 26;

/**
 * A file in the encoding that Chinese editions of spreadsheets write, GB18030, as one in UTF-8; any other as it is. Files of other languages
 * may read as Chinese by chance, so this is for visitors who read Chinese.
 */
export async function inUtf8(file: File): Promise<File> {
  if (file.size > most || decode('utf-8', await file.slice(0, beginning).arrayBuffer(), { stream: true }) !== undefined) return file;
  const text = decode('gb18030', await file.arrayBuffer());
  return text !== undefined && /\p{Script=Han}/u.test(text) && !text.includes('\0') ? new File([text], file.name) : file;
}

/** Nothing if it is not in that encoding. */
function decode(encoding: string, bytes: ArrayBuffer, options: TextDecodeOptions = {}): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, options);
  } catch {
    return undefined;
  }
}

/** Whether a visitor reads Chinese, by the languages of the browser or the one chosen here. */
export function readsChinese(chosen: string, languages = navigator.languages): boolean {
  return [chosen, ...languages].some((language) => language.startsWith('zh'));
}
