import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidegate run '));
  copyFileSync(fileURLToPath(new URL('../../../gpu/run', import.meta.url)), join(folder, 'run'));
  write('node', 'echo "$LD_LIBRARY_PATH|$XDG_RUNTIME_DIR|$*"');
  for (const name of ['liba.so.1', 'liba.so.10', 'libb.so.1']) mkdirSync(join(folder, 'lib', name), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

function run(env: Readonly<Record<string, string>>): readonly string[] {
  return execFileSync(join(folder, 'run'), ['--cases', 'a b'], { env, encoding: 'utf8' }).trim().split('|');
}

it('starts the Node that it came with, and gives drivers the libraries that the machine lacks', () => {
  write('ldconfig', String.raw`printf '\tliba.so.10 (libc6,x86-64) => /lib/liba.so.10\n'`);
  const [libraries, runtime, args] = run({ PATH: `${folder}:/usr/bin:/bin` });
  expect(libraries?.split(':')).toEqual([join(folder, 'lib/liba.so.1'), join(folder, 'lib/libb.so.1')]);
  expect(runtime).toBe('/tmp');
  expect(args).toBe(`${join(folder, 'bench.js')} --cases a b`);
});

it('keeps what the user has set', () => {
  write('ldconfig', `printf '\\tliba.so.1 (a) => a\\n\\tliba.so.10 (a) => a\\n'`);
  const [libraries, runtime] = run({ PATH: `${folder}:/usr/bin:/bin`, LD_LIBRARY_PATH: '/mine', XDG_RUNTIME_DIR: '/run/me' });
  expect(libraries).toBe(`/mine:${join(folder, 'lib/libb.so.1')}`);
  expect(runtime).toBe('/run/me');
});
