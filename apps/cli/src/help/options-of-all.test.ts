import { expect, test } from 'vitest';
import { commandWords } from '../completion/command-words.js';
import { programToRead } from '../testing/help-examples.js';
import { runInProcess } from '../testing/run-in-process.js';

const all = commandWords(programToRead());
const optionsOf = (path: string): string[] => all.find((each) => each.path === path)?.options.map(({ text }) => text) ?? [];
const presets = all.map(({ path }) => path).filter((path) => /^tidegate train ./.test(path));

/** What does nothing itself, or prints a program for a shell. */
const withoutOutput = ['tidegate', 'tidegate train', 'tidegate help', 'tidegate completion'];

test('every command that says something can say it in JSON, be quiet or say more', () => {
  for (const { path } of all.filter((each) => !withoutOutput.includes(each.path))) {
    expect(optionsOf(path), path).toEqual(expect.arrayContaining(['--json', '--quiet', '--verbose', '--help']));
  }
});

test('whatever has many settings reads them from a file', () => {
  expect(presets.length).toBeGreaterThan(5);
  for (const path of ['tidegate train', ...presets]) expect(optionsOf(path), path).toContain('--config');
});

test('every option and every command says what it is', () => {
  for (const { path, commands, options } of all) {
    for (const { text, description } of [...commands, ...options]) expect(description, `${path} ${text}`).not.toBe('');
  }
});

test.each(all.map(({ path }) => path).filter((path) => path !== 'tidegate help'))(
  '%s --help is for people, on standard output',
  async (path) => {
    const run = await runInProcess(...path.split(' ').slice(1), '--help');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout.startsWith(`Usage: ${path} `)).toBe(true);
  },
);
