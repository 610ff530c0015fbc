import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from './shell-word.js';

test('plain words stay as they are', () => {
  expect(['model', '../runs/2:b@c%d+e=f,g-h_i.txt'].map(shellWord)).toEqual(['model', '../runs/2:b@c%d+e=f,g-h_i.txt']);
});

test.skipIf(process.platform === 'win32')('a shell takes it for the same text', () => {
  const texts = ["my run ü's", '', "'", '$HOME `ls` "x" \\ ; & | * ?', 'two\nlines', '~/model', '#1'];
  for (const text of texts) expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
});
