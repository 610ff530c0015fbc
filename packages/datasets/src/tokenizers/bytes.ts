const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const replacement = [...encoder.encode('\ufffd')];

/** The bytes of the UTF-8 form, as two hexadecimal digits each. */
export function textToBytes(text: string): string[] {
  return Array.from(encoder.encode(text), (byte) => digits[byte] as string);
}

/** What is no byte, or no UTF-8, becomes the replacement character. */
export function bytesToText(tokens: readonly string[]): string {
  const bytes = tokens.flatMap((token) => (/^[0-9a-f]{2}$/.test(token) ? [Number.parseInt(token, 16)] : replacement));
  return decoder.decode(Uint8Array.from(bytes));
}
