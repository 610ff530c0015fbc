import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with these files, removed when the test ends. An object is written as JSON. */
export function temporaryTree(files: Readonly<Record<string, string | object>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'tidegate-system-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const path of Object.keys(files)) writeIn(root, path, files[path] ?? '');
  return root;
}

export function writeIn(root: string, path: string, content: string | object): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}
