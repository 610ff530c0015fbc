import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '@tidegate/core';
import { expect, test } from 'vitest';
import { bin } from '../testing/run-bin.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const bytes = 2e9;
const labels = ['food', 'music', 'weather'];

/** Texts of three million different words, of which few are frequent. */
async function writeLargeFile(path: string): Promise<void> {
  const file = createWriteStream(path);
  const random = createRandom(0);
  file.write('label\ttext\n');
  for (let written = 0, block = 0; written < bytes; block++) {
    const numbers = random.split(block).uniform(14_000);
    const lines: string[] = [];
    for (let line = 0; line < 1_000; line++) {
      const label = labels[line % labels.length];
      const words = Array.from(numbers.subarray(14 * line, 14 * line + 14), (number) => `w${Math.floor(3e6 ** number)}`);
      lines.push(`${label}\t${label}s ${words.join(' ')}\n`);
    }
    const text = lines.join('');
    written += text.length;
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

/** The most memory that a process has held, in bytes, as Linux counts it. */
function peakOf(pid: number): number {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return 1024 * Number(kilobytes);
}

test.skipIf(process.platform !== 'linux')(
  'a TSV of 2 GB trains in less than 1 GB of memory (read from /proc, which only Linux has)',
  { timeout: 3_600_000 },
  async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'large.tsv');
    await writeLargeFile(data);
    const options = ['--no-valid', '--steps', '300', '--vocabulary-size', '50000', '--touched-rows-only', '--json', '--quiet'];
    const child = spawn(process.execPath, [bin, 'train', 'textrnn', '--data', data, ...options]);
    let output = '';
    let peak = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const watch = setInterval(() => {
      if (child.exitCode === null) peak = Math.max(peak, peakOf(child.pid as number));
    }, 500);
    const [code] = await once(child, 'close');
    clearInterval(watch);
    console.log(`most memory: ${Math.round(peak / 1e6)} MB`);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ event: 'result', steps: 300 });
    expect(peak).toBeGreaterThan(1e8);
    expect(peak).toBeLessThan(1e9);
  },
);
