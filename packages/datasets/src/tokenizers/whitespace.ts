/** What stands between white space. */
export function splitWhitespace(text: string): string[] {
  const tokens = text.split(/\s+/);
  if (tokens.at(-1) === '') tokens.pop();
  if (tokens[0] === '') tokens.shift();
  return tokens;
}
