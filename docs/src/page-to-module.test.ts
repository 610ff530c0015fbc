import { expect, test } from 'vitest';
import { pageToModule } from './page-to-module.mjs';

const page = `# Title

\`\`\`ts
const a = 1;
\`\`\`

Some words.

\`\`\`sh
npm start
\`\`\`

\`\`\`ts
console.log(a + 1);
\`\`\`

\`\`\`text prints
2
\`\`\`
`;

test('blocks become one module whose lines are those of the page', () => {
  const { code, prints } = pageToModule(page);
  const lines = page.split('\n');
  expect(code.split('\n').map((line, index) => line === '' || line === lines[index])).not.toContain(false);
  expect(code.trim().split(/\n+/)).toEqual(['const a = 1;', 'console.log(a + 1);']);
  expect(prints).toBe('2');
});

test('a page without output compares none, and an empty block means silence', () => {
  expect(pageToModule('```ts\nf();\n```\n').prints).toBeUndefined();
  expect(pageToModule('```ts\nf();\n```\n```text prints\n```\n').prints).toBe('');
});

test('plain text, other languages and a fence inside a longer fence are no code', () => {
  expect(pageToModule('```text\n2\n```\n')).toEqual({ code: '', prints: undefined });
  expect(pageToModule('````md\n```ts\nf();\n```\n````\n').code).toBe('');
});
