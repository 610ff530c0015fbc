/**
 * The first key that an object of this JSON text has twice, which `JSON.parse` passes over in silence.
 *
 * @param json valid JSON
 */
export function repeatedKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (let position = 0; position < json.length; position++) {
    const character = json[position];
    if (character === '{') open.push(new Set());
    else if (character === '}') open.pop();
    else if (character === '"') {
      const end = endOfString(json, position);
      if (isKey(json, end)) {
        const key = JSON.parse(json.slice(position, end)) as string;
        const keys = open.at(-1) as Set<string>;
        if (keys.has(key)) return key;
        keys.add(key);
      }
      position = end - 1;
    }
  }
  return undefined;
}

/** The position behind the closing quote of the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  let position = start + 1;
  while (json[position] !== '"') position += json[position] === '\\' ? 2 : 1;
  return position + 1;
}

/** Whether a colon follows, after white space. */
function isKey(json: string, end: number): boolean {
  let position = end;
  while (' \t\n\r'.includes(json[position] ?? ':')) position++;
  return json[position] === ':';
}
