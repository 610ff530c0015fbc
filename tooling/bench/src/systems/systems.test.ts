import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pytorch } from './pytorch.js';
import { startStepServer } from './step-server.js';
import { CannotRun } from './system.js';
import { tfjsLayers } from './tfjs-layers.js';
import { tidegate } from './tidegate.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidegate-bench-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that stands for another. */
function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const server = (name: string, script: string, args: readonly string[] = []) =>
  startStepServer({ command: program(name, script), args, steps: 7 });

describe('startStepServer', () => {
  it('asks as often as it is asked itself, after some steps that do not count', async () => {
    const echo = `echo '{"version":"9.9"}'; while read n; do echo "{\\"milliseconds\\":[$n,1.5,100],\\"peakMemoryMegabytes\\":$n}"; done`;
    const { round, close, version } = await server('echo', echo);
    expect(version).toBe('9.9');
    for (let turn = 0; turn < 2; turn++) {
      expect(await round()).toEqual({ milliseconds: 7, peakMemoryMegabytes: 7, details: { version: '9.9' } });
    }
    close();
  });

  it('tells why a program cannot run from when it ends early', async () => {
    const unable = server('unable', `echo '{"version":"1"}'; echo '{"error":"no such kernel"}'`);
    await expect(unable).rejects.toThrow(CannotRun);
    await expect(unable).rejects.toThrow('no such kernel');
    await expect(server('broken', 'exit 1', ['adder'])).rejects.toThrow('broken adder ended early');
  });
});

describe('pytorch', () => {
  const python = (name: string): string =>
    program(name, `if [ "$1" = -c ]; then exit 0; fi; echo '{"version":"9.9"}'; while read n; do echo '{"milliseconds":[2]}'; done`);

  it('asks the first command that has it', async () => {
    const { round, close } = await pytorch({ pythons: ['false', python('python'), '/never'], threads: 1 }).start('adder');
    expect(await round()).toMatchObject({ milliseconds: 2 });
    close();
  });

  it('says how to get it where no command has it', async () => {
    const start = pytorch({ pythons: ['tidegate-no-such-python', 'false'], threads: 1 }).start('adder');
    await expect(start).rejects.toThrow(CannotRun);
    await expect(start).rejects.toThrow('tried tidegate-no-such-python, false');
  });

  it('trains the adder where it is installed', { timeout: 120_000 }, async ({ skip }) => {
    const contestant = await pytorch({ pythons: ['python3', '/usr/bin/python3'], threads: 1 })
      .start('adder')
      .catch((error: unknown) => {
        if (error instanceof CannotRun) return undefined;
        throw error;
      });
    if (!contestant) return skip('PyTorch is not installed');
    const { milliseconds, peakMemoryMegabytes, details } = await contestant.round();
    expect(milliseconds).toBeGreaterThan(0.1);
    expect(peakMemoryMegabytes).toBeGreaterThan(50);
    expect(details?.version).toMatch(/^PyTorch \d/);
    contestant.close();
  });
});

describe('tfjsLayers', () => {
  it('cannot train an embedding, and says why', { timeout: 60_000 }, async () => {
    const start = tfjsLayers({ node: process.execPath }).start('textrnn-seed');
    await expect(start).rejects.toThrow("cannot be trained: Kernel 'UnsortedSegmentSum' not registered for backend 'wasm'");
  });
});

describe('tidegate', () => {
  const settings = { label: 'ours', threads: 2 };

  it('runs the command under the given Node, and reads its line', async () => {
    const node = program(
      'node',
      `echo "$*" >&2; [ "$9 \${10}" = "--threads 2" ] && echo '{"ms":1.5,"launches":20,"peakMemoryMegabytes":90,"simd":"relaxed"}'`,
    );
    const { round } = await tidegate({ ...settings, node, command: 'bin.js' }).start('adder');
    expect(await round()).toEqual({
      milliseconds: 1.5,
      peakMemoryMegabytes: 90,
      details: { launches: 20, simd: 'relaxed', threads: 2 },
    });
  });

  it('passes on why the command fails', async () => {
    const node = program('failing', 'echo "tidegate: no backend runs here" >&2; exit 1');
    const { round } = await tidegate({ ...settings, node }).start('adder');
    await expect(round()).rejects.toThrow(new CannotRun('tidegate: no backend runs here'));
  });

  it('trains the adder', { timeout: 120_000 }, async () => {
    const { round } = await tidegate({ ...settings, node: process.execPath }).start('adder');
    const { milliseconds, details } = await round();
    expect(milliseconds).toBeGreaterThan(0.05);
    expect(details).toMatchObject({ threads: 2, launches: expect.any(Number) });
  });
});
