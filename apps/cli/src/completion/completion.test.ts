import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { programToRead } from '../testing/help-examples.js';
import { runInProcess } from '../testing/run-in-process.js';
import { keptFolder } from '../testing/temporary-folder.js';
import { type CommandWords, commandWords } from './command-words.js';

const folder = keptFolder();

/** Whether a shell is here, and why a test that needs it is left out. */
function shell(name: string): { readonly missing: boolean; readonly reason: string } {
  const missing = spawnSync(name, ['-c', 'exit 0']).status !== 0;
  return { missing, reason: missing ? ` (left out: no ${name})` : '' };
}
const [bash, zsh, fish] = ['bash', 'zsh', 'fish'].map(shell) as [
  ReturnType<typeof shell>,
  ReturnType<typeof shell>,
  ReturnType<typeof shell>,
];

beforeAll(async () => {
  for (const name of ['bash', 'zsh', 'fish']) {
    const run = await runInProcess('completion', name);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    writeFileSync(join(folder, `tidegate.${name}`), run.stdout);
  }
  mkdirSync(join(folder, 'work', 'my model'), { recursive: true });
  writeFileSync(join(folder, 'work', 'train it.tsv'), '');
});

/** What a program of a shell printed, by lines. */
function linesOf(name: string, code: string): string[] {
  const { status, stdout, stderr } = spawnSync(name, ['-c', code], { cwd: join(folder, 'work'), encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** What bash offers for the last of the words. */
function offeredByBash(...words: readonly string[]): string[] {
  const all = ['tidegate', ...words].map(quoted).join(' ');
  const call = `COMP_WORDS=(${all}); COMP_CWORD=${words.length}; _tidegate; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return linesOf('bash', `source ${quoted(join(folder, 'tidegate.bash'))}; ${call}`);
}

const all = commandWords(programToRead());
const at = (path: string): CommandWords => all.find((each) => each.path === path) as CommandWords;

test('every command and every option of the program is known', () => {
  expect(all.map(({ path }) => path)).toEqual(expect.arrayContaining(['tidegate', 'tidegate train textrnn', 'tidegate export']));
  expect(at('tidegate train textrnn').options.find(({ text }) => text === '--cell')?.value).toEqual(['rnn', 'lstm', 'gru']);
  expect(at('tidegate train textrnn').options.find(({ text }) => text === '--data')?.value).toBe('files');
  expect(at('tidegate predict').options.find(({ text }) => text === '--data')?.value).toBe('files');
  expect(at('tidegate train textrnn').options.find(({ text }) => text === '--out')?.value).toBe('folders');
  expect(at('tidegate train textrnn').options.find(({ text }) => text === '--units')?.value).toBe('anything');
  expect(at('tidegate train textrnn').options.find(({ text }) => text === '--json')?.value).toBeUndefined();
  expect(at('tidegate import').places).toEqual(['files']);
});

describe.skipIf(bash.missing)(`bash${bash.reason}`, () => {
  test('offers every command', () => {
    for (const { path, commands } of all.filter((each) => each.commands.length > 0)) {
      expect(offeredByBash(...path.split(' ').slice(1), ''), path).toEqual(commands.map(({ text }) => text));
    }
  });

  test('offers the options of each command', () => {
    for (const { path, options } of all) {
      const offered = offeredByBash(...path.split(' ').slice(1), '--');
      expect(offered, path).toEqual(options.map(({ text }) => text).filter((text) => text.startsWith('--')));
    }
  });

  test.each<[words: readonly string[], offered: readonly string[]]>([
    [['tr'], ['train']],
    [['train', 'textrnn-'], ['textrnn-original']],
    [
      ['train', 'textrnn', '--cell', ''],
      ['rnn', 'lstm', 'gru'],
    ],
    [['train', 'textrnn', '--cell', 'g'], ['gru']],
    [['train', 'textrnn', '--cell', '=', 'l'], ['lstm']],
    [
      ['train', 'textrnn', '--cell', '='],
      ['rnn', 'lstm', 'gru'],
    ],
    [['train', 'textrnn', '--cell', 'gru', '--learned'], ['--learned-state']],
    [['train', 'textrnn', '--units', ''], []],
    [['train', 'textrnn', '--data', 'train'], ['train it.tsv']],
    [['train', 'textrnn', '--out', ''], ['my model']],
    [['train', '--config', 'tr'], ['train it.tsv']],
    [['help', 'ev'], ['evaluate']],
    [['bench', '--cases', 'add'], ['adder']],
    [['bench', '--cases', 'tagger,add'], ['tagger,adder']],
    [['bench', '--cases', '=', 'a,b,add'], ['a,b,adder']],
    [['evaluate', 'm'], ['my model']],
    [['export', 'my model', '--format', 'o'], ['onnx']],
    [['import', 't'], ['train it.tsv']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['evaluate', '--data', 'train', '--bat'], ['--batch-size']],
    // What looks like a command is the value of an option, or an argument.
    [['evaluate', 'train', '--pairs'], ['--pairs']],
    [['nonsense', 'nonsense', '--ver'], ['--version']],
  ])('%j', (words, offered) => {
    expect(offeredByBash(...words)).toEqual(offered);
  });
});

describe.skipIf(fish.missing)(`fish${fish.reason}`, () => {
  test.each<[line: string, offered: readonly string[]]>([
    ['tidegate tr', ['train']],
    ['tidegate train textrnn-', ['textrnn-original']],
    ['tidegate train textrnn --cell ', ['gru', 'lstm', 'rnn']],
    ['tidegate train textrnn --units ', []],
    ['tidegate train textrnn --out ', ['my model/']],
    ['tidegate train textrnn --data tr', ['train it.tsv']],
    ['tidegate help ev', ['evaluate']],
    ['tidegate bench --cases add', ['adder']],
    ['tidegate bench --cases tagger,add', ['tagger,adder']],
    ['tidegate bench --cases=tagger,add', ['--cases=tagger,adder']],
    ['tidegate evaluate m', ['my model/']],
    ['tidegate export m --form', ['--format']],
    ['tidegate completion ', ['bash', 'fish', 'zsh']],
  ])('%s', (line, offered) => {
    const lines = linesOf('fish', `source ${quoted(join(folder, 'tidegate.fish'))}; complete --do-complete ${quoted(line)}`);
    expect(lines.map((each) => each.split('\t')[0]).toSorted()).toEqual(offered);
  });
});

test.skipIf(zsh.missing)(`zsh takes the script for one${zsh.reason}`, () => {
  const script = quoted(join(folder, 'tidegate.zsh'));
  expect(linesOf('zsh', `autoload -Uz compinit; compinit -u -D; source ${script}; print -r -- $_comps[tidegate]`)).toEqual(['_tidegate']);
  expect(linesOf('zsh', `zsh -n ${script} && print right`)).toEqual(['right']);
});

test.skipIf(zsh.missing)(`zsh completes with the script at once that it finds in a folder${zsh.reason}`, () => {
  const place = join(folder, 'functions');
  mkdirSync(place);
  copyFileSync(join(folder, 'tidegate.zsh'), join(place, '_tidegate'));
  const offers = `_describe() { shift; (( $# )) && print -rl -- \${(P)1} }`;
  const typed = 'words=(tidegate tr); CURRENT=2; PREFIX=tr; _tidegate';
  const lines = linesOf('zsh', `fpath=(${quoted(place)} $fpath); ${offers}; autoload -Uz _tidegate; ${typed}; print again; ${typed}`);
  const half = lines.indexOf('again');
  expect(lines.slice(0, half)).toContainEqual(expect.stringMatching(/^train:/));
  expect(lines.slice(half + 1)).toEqual(lines.slice(0, half));
});

test('the help names each shell once where it says what may be given', async () => {
  const { stdout } = await runInProcess('completion', '--help');
  expect(stdout.match(/^ {2}SHELL .*$/m)?.[0].match(/zsh/g)).toEqual(['zsh']);
});

test.each([
  [['completion', 'tcsh'], /^tidegate: SHELL must be one of bash, zsh, fish, but is "tcsh"; see tidegate completion --help\n$/],
  [['completion'], /^tidegate: missing required argument 'SHELL'; see tidegate completion --help\n$/],
])('%j is misuse', async (args, message) => {
  const run = await runInProcess(...args);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toMatch(message);
});
