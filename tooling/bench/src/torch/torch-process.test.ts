import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTorch } from './torch-process.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidegate-bench-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A stand-in for Python that has PyTorch, and behaves as the script says. */
function python(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nif [ "$1" = -c ]; then exit 0; fi\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('startTorch', () => {
  it('gives nothing where no command has PyTorch', async () => {
    expect(await startTorch('adder', ['tidegate-no-such-python', 'false'])).toBeUndefined();
  });

  it('asks the first command that has it, as often as it is asked itself', async () => {
    const echo = python('echo', `echo '{"torch":"9.9"}'; while read n; do echo "{\\"milliseconds\\":[$n,1.5]}"; done`);
    const torch = await startTorch('adder', ['false', echo, python('never', 'exit 1')]);
    expect(torch?.version).toBe('9.9');
    expect(await torch?.time(7)).toEqual([7, 1.5]);
    expect(await torch?.time(8)).toEqual([8, 1.5]);
    torch?.close();
  });

  it('says so when the case breaks off', async () => {
    await expect(startTorch('adder', [python('broken', 'exit 1')])).rejects.toThrow('adder ended early');
  });

  it('times the adder where PyTorch is installed', { timeout: 120_000 }, async ({ skip }) => {
    const torch = await startTorch('adder', ['python3', '/usr/bin/python3']);
    if (!torch) return skip('PyTorch is not installed');
    const times = await torch.time(3);
    expect(times).toHaveLength(3);
    for (const time of times) expect(time).toBeGreaterThan(0.1);
    torch.close();
  });
});
