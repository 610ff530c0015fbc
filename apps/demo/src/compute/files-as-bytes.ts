const encoder = new TextEncoder();

/** The files of a model directory, of which some are text, as the bytes that are stored. */
export function filesAsBytes(files: Readonly<Record<string, string | Uint8Array>>): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? encoder.encode(content) : content]),
  );
}
