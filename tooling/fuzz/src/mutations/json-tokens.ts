const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|[{}[\],:]/g;

/** The tokens `start` to `end`, which are one value; `key` is the position of its key, if it has one. */
export interface JsonValue {
  readonly start: number;
  readonly end: number;
  readonly key?: number;
}

/** A JSON text without its white space. */
export function tokensOf(json: string): string[] {
  return json.match(token) ?? [];
}

/** Every value, whole objects and lists too, in the order in which they end. */
export function valuesOf(tokens: readonly string[]): JsonValue[] {
  const values: JsonValue[] = [];
  const open: number[] = [];
  const close = (start: number, end: number) => values.push({ start, end, ...(tokens[start - 1] === ':' && { key: start - 2 }) });
  for (const [position, text] of tokens.entries()) {
    if (text === '{' || text === '[') open.push(position);
    else if (text === '}' || text === ']') close(open.pop() ?? 0, position + 1);
    else if (text !== ',' && text !== ':' && tokens[position + 1] !== ':') close(position, position + 1);
  }
  return values;
}
