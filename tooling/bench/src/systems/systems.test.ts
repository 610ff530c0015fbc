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

  it('ends a program that does not answer in time', async () => {
    const command = program('silent', 'exec sleep 60');
    const silent = startStepServer({ command, args: [], steps: 1, seconds: 0.1 });
    await expect(silent).rejects.toThrow(new CannotRun('gave no answer within 0.1 seconds'));
  });

  it('lets a second pass before anything counts', async () => {
    const start = performance.now();
    const { close } = await server('quick', `echo '{"version":"1"}'; while read n; do sleep 0.01; echo '{"milliseconds":[1]}'; done`);
    expect(performance.now() - start).toBeGreaterThan(1000);
    close();
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

  it('asks for a GPU where it is to compute there', async () => {
    const withGpu = program(
      'with-gpu',
      `if [ "$1" = -c ]; then case "$2" in *cuda.is_available*) exit 0; esac; exit 1; fi
       echo "{\\"version\\":\\"$*\\"}"; while read n; do echo '{"milliseconds":[2]}'; done`,
    );
    const settings = { pythons: ['false', withGpu], threads: 1 };
    await expect(pytorch(settings).start('adder')).rejects.toThrow('no PyTorch was found');
    const { round, close } = await pytorch({ ...settings, device: 'cuda', script: 'other.py', steps: 2 }).start('adder');
    expect(await round()).toMatchObject({ details: { version: 'other.py adder 1 cuda' } });
    close();
    const none = pytorch({ pythons: ['false'], threads: 1, device: 'cuda' }).start('adder');
    await expect(none).rejects.toThrow(new CannotRun('no PyTorch that can use a GPU was found (tried false)'));
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
  const settings = { label: 'ours', backend: ['--backend', 'wasm', '--threads', '2'] };

  it('runs the command under the given Node, and reads its line', async () => {
    const node = program(
      'node',
      `echo "$*" >&2; [ "$9 \${10}" = "--threads 2" ] && echo '{"ms":1.5,"launches":20,"peakMemoryMegabytes":90,"simd":"relaxed","threads":2}'`,
    );
    const { round } = await tidegate({ ...settings, node, command: 'bin.js' }).start('adder');
    expect(await round()).toEqual({
      milliseconds: 1.5,
      peakMemoryMegabytes: 90,
      details: { launches: 20, simd: 'relaxed', threads: 2 },
    });
  });

  it('makes as many steps as it is told, on the GPU too, and says what ran', async () => {
    const node = program('gpu', `echo "{\\"ms\\":$6,\\"peakMemoryMegabytes\\":1,\\"dispatches\\":26,\\"adapter\\":\\"$8\\"}"`);
    const { round } = await tidegate({ ...settings, backend: ['--backend', 'webgpu'], node, steps: 3 }).start('adder');
    expect(await round()).toEqual({ milliseconds: 3, peakMemoryMegabytes: 1, details: { dispatches: 26, adapter: 'webgpu' } });
  });

  it('ends a command that does not answer in time', async () => {
    const { round } = await tidegate({ ...settings, node: program('hanging', 'exec sleep 60'), seconds: 0.1 }).start('adder');
    await expect(round()).rejects.toThrow(new CannotRun('gave no answer within 0.1 seconds'));
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
