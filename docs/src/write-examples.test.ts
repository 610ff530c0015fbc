import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { writeExamples } from './write-examples.mjs';

const root = mkdtempSync(join(tmpdir(), 'tidegate-examples-'));
const examples = join(root, 'docs/.examples');
afterAll(() => rmSync(root, { recursive: true }));

function page(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

beforeEach(() => {
  page('README.md', '# Top\n```ts\nconsole.log(1);\n```\n```text prints\n1\n```\n');
  page('docs/guide/cell.md', '```ts\nexport const a = 1;\n```\n');
  page('packages/core/README.md', 'No code here.\n');
  writeExamples(root, examples);
});

test('every page with code becomes a module and a test that knows what it prints', () => {
  expect(readFileSync(join(examples, 'README.md.ts'), 'utf8')).toBe('\n\nconsole.log(1);\nexport {};\n');
  expect(readFileSync(join(examples, 'README.md.test.ts'), 'utf8')).toContain(`import('./README.md.js'), "1")`);
  expect(readFileSync(join(examples, 'docs/guide/cell.md.test.ts'), 'utf8')).toContain('undefined)');
  expect(existsSync(join(examples, 'packages/core/README.md.ts'))).toBe(false);
});

test('the example of a page that is gone goes too', () => {
  rmSync(join(root, 'docs/guide/cell.md'));
  writeExamples(root, examples);
  expect(existsSync(join(examples, 'docs/guide/cell.md.ts'))).toBe(false);
  expect(existsSync(join(examples, 'README.md.ts'))).toBe(true);
});
