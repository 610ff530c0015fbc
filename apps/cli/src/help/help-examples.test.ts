import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeExampleFiles } from '../testing/example-files.js';
import { helpExamples } from '../testing/help-examples.js';
import { bin } from '../testing/run-bin.js';
import { eventsOf, type Run } from '../testing/run-in-process.js';
import { keptFolder, temporaryFolder } from '../testing/temporary-folder.js';

const files = keptFolder();
const programs = keptFolder();
const all = await helpExamples();

/** Training ends after three steps and timing after one: the last of two options of one name counts. */
const command = `#!/bin/sh
case "$*" in
*--help*) ;;
train*) set -- "$@" --steps 3 ;;
bench*) set -- "$@" --steps 1 ;;
esac
exec '${process.execPath}' '${bin}' "$@"
`;

beforeAll(async () => {
  await writeExampleFiles(files);
  writeFileSync(join(programs, 'tidegate'), command);
  chmodSync(join(programs, 'tidegate'), 0o755);
}, 120_000);

/** Runs a line as a shell does that finds `tidegate`. */
function runLine(line: string, cwd: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', line], { cwd, env: { ...process.env, PATH: `${programs}:${process.env.PATH}` } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? -1, stdout, stderr }));
    child.stdin.end();
  });
}

/** What a line leaves, by the command that it calls: what people read, or files. */
const outcomes: Readonly<Record<string, RegExp>> = {
  train: /^Done: [123] steps? in /m,
  evaluate: /^(accuracy|exact sums) +[\d.]+%/m,
  predict: /^(NUM|HUM|LOC) [\d.]+%/m,
  generate: /./,
  inspect: /weights/,
  export: /^Wrote \S+ \([\d.]+ [KM]B\)$/m,
  import: /^Saved to \S+: textrnn, [\d,]+ weights$/m,
  bench: /^charlm-gru +[\d.]+ /m,
  doctor: /^Tidegate +\d/,
  completion: /^complete .*tidegate|\bcompdef _tidegate tidegate\b/m,
};

test('every command has examples, each of a command whose outcome is known', () => {
  for (const { path, examples } of all) {
    expect(examples.length, path).toBeGreaterThan(0);
    for (const line of examples) {
      expect(line).toMatch(/^tidegate [a-z]+/);
      if (path !== 'tidegate')
        expect(path === 'tidegate train charlm' || path === 'tidegate train wordlm' || line.startsWith(path), line).toBe(true);
      expect(Object.keys(outcomes), line).toContain(line.split(' ')[1]);
    }
  }
});

describe.each(all)('the help of $path', ({ examples }) => {
  test.each(examples)('%s', { timeout: 120_000 }, async (line) => {
    const cwd = join(temporaryFolder(), 'work');
    cpSync(files, cwd, { recursive: true });
    const run = await runLine(line, cwd);
    const { exitCode, stderr } = run;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [, redirected] = line.match(/> (\S+)$/) ?? [];
    const said = redirected === undefined ? run.stdout : readFileSync(join(cwd, redirected), 'utf8');
    // Nothing here is a terminal.
    expect(said).not.toContain('\u001B');
    const name = line.split(' ')[1] as string;
    if (line.includes('--help')) expect(said).toMatch(/^Usage: tidegate /);
    else if (line.includes('--json')) expect(eventsOf({ stdout: said }).at(-1)).toMatchObject({ event: 'result' });
    else expect(said).toMatch(outcomes[name] as RegExp);
    const [, out] = line.match(/--out (\S+)/) ?? [];
    if (out !== undefined) expect(existsSync(join(cwd, out, name === 'export' ? '' : 'model.safetensors')), out).toBe(true);
  });
});
