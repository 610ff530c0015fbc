import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryTree } from '../testing/temporary-tree.js';
import { readTarball } from './tarball.mjs';

test('the files of a packed package are read as they are, whatever their length', () => {
  const deep = `dist/${'a-folder/'.repeat(12)}file.js`;
  const files = {
    'package.json': JSON.stringify({ name: 'packed', version: '1.2.3', files: ['dist'] }),
    'dist/empty.js': '',
    'dist/block.js': 'x'.repeat(512),
    'dist/é.js': `${'y'.repeat(700)}é`,
    [deep]: 'deep',
  };
  const root = temporaryTree(files);
  execFileSync('npm', ['pack', '--silent'], { cwd: root, stdio: 'ignore' });
  const read = readTarball(join(root, 'packed-1.2.3.tgz'));
  expect([...read.keys()].sort()).toEqual(Object.keys(files).sort());
  for (const [path, text] of Object.entries(files)) if (path !== 'package.json') expect(read.get(path)?.toString('utf8')).toBe(text);
});
