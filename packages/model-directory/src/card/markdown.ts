/** A text as it stands, whatever it holds; on one line, and fit for a table. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(1 + Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length)));
  // Without spaces, backticks at the ends would be taken for the fence.
  const space = /^`|`$|^ .* $/.test(line) || line === '' ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** Rows of two cells below two headings. */
export function table(headings: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const lines = [headings, ['---', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.join('\n');
}

/** A block of code. */
export function block(language: string, ...lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n');
}

/** Paragraphs, tables and blocks below each other; undefined ones are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n\n');
}
