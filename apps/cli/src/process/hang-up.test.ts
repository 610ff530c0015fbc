import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { exitCodes } from '../errors/report-failure.js';
import { capture } from '../testing/capture.js';
import { bin, runBin } from '../testing/run-bin.js';
import { eventsOf } from '../testing/run-in-process.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const long = ['train', 'adder', '--steps', '1000000', '--log-every', '1', '--backend', 'cpu', '--json'];

test('SIGHUP, however often, ends after a step with exit code 129, and the run goes on from there', async () => {
  const folder = temporaryFolder();
  let sent = 0;
  const run = await runBin([...long, '--out', folder], {
    onOutput(child) {
      if (sent++ < 3) child.kill('SIGHUP');
    },
  });
  expect(run).toMatchObject({ exitCode: 129, stderr: '' });
  const { steps } = eventsOf(run).at(-1) as { steps: number };
  expect(eventsOf(run).at(-1)).toMatchObject({ event: 'result', interrupted: true, out: folder });
  const further = await runBin(['train', '--resume', folder, '--steps', String(steps + 1), '--json']);
  expect(eventsOf(further)[0]).toEqual({ event: 'resume', step: steps, from: folder });
});

test.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/script'))('a terminal that closes is no crash', async () => {
  const folder = temporaryFolder();
  const [out, code, errors] = ['out', 'code', 'errors'].map((name) => join(folder, name)) as [string, string, string];
  // A shell passes the signal on, as one does that a user has logged in to.
  const lines = [
    `"${process.execPath}" "${bin}" ${long.join(' ')} --out "${out}" 2>"${errors}" <&0 &`,
    'pid=$!; trap "kill -HUP $pid" HUP; wait $pid; wait $pid',
    `echo $? >"${code}"`,
  ];
  const terminal = spawn('/usr/bin/script', ['-qec', lines.join('\n'), '/dev/null'], { env: { ...process.env, SHELL: '/bin/sh' } });
  terminal.stdout.once('data', () => terminal.kill('SIGKILL'));
  await expect.poll(() => existsSync(code) && readFileSync(code, 'utf8'), { timeout: 20_000 }).toBe(`${exitCodes.hungUp}\n`);
  expect(readFileSync(errors, 'utf8')).toBe('');
  expect(readdirSync(join(out, 'checkpoints'))).toHaveLength(1);
});

test('a terminal that cannot be written to is a closed one, and a broken disk is none', () => {
  const failure = Object.assign(new Error('EIO: i/o error, write'), { code: 'EIO' });
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const [terminal, file] = [capture(80).output, capture().output];
  for (const { stream } of [terminal, file]) stream.emit('error', failure);
  expect([terminal.isClosed, file.isClosed]).toEqual([true, false]);
  expect(exit.mock.calls).toEqual([[exitCodes.failure]]);
  expect(told.mock.calls).toEqual([['tidegate: the output cannot be written (EIO: i/o error)\n']]);
  vi.restoreAllMocks();
});
