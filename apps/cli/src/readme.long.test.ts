import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isOfText, readmeExamples } from './testing/readme-examples.js';
import { runBin } from './testing/run-bin.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const data = process.env.TIDEGATE_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
/** The files that the README calls so. */
const files = {
  'train.tsv': 'trec/train.tsv',
  'test.tsv': 'trec/test.tsv',
  'train.jsonl': 'snips/train.jsonl',
  'valid.jsonl': 'snips/valid.jsonl',
  'input.txt': 'tinyshakespeare/input.txt',
};
const missing = Object.values(files).filter((path) => !existsSync(join(data, path)));

/** Times and speeds differ from machine to machine; so do other figures, in their last digits. */
function comparable(text: string): string {
  return text
    .replace(/steps in [^;\n]+/g, 'steps in T')
    .replace(/ +[\d,]+ (examples|tokens)\/s/g, ' N $1/s')
    .replace(/loss +[\d.e-]+/g, 'loss N')
    .replace(/[\d.]+%/g, 'N%')
    .replace(/ +N%/g, ' N%');
}

/** A line of three dots stands for any lines. */
function patternOf(shown: string): RegExp {
  const parts = shown.split(/^ *\.\.\.\n/m).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`);
}

test.skipIf(missing.length > 0)(
  `the commands of the README for text print what it shows${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`,
  { timeout: 1_800_000 },
  async () => {
    const cwd = temporaryFolder();
    for (const [name, path] of Object.entries(files)) copyFileSync(join(data, path), join(cwd, name));
    for (const { args, shown } of readmeExamples.filter(isOfText)) {
      const { exitCode, stdout, stderr } = await runBin(args, { cwd });
      expect({ exitCode, stderr }, args.join(' ')).toEqual({ exitCode: 0, stderr: '' });
      // What a model writes hangs on the last digits of its arithmetic.
      if (args[0] === 'generate') expect(stdout).toMatch(/^ROMEO:/);
      else expect(comparable(stdout), args.join(' ')).toMatch(patternOf(comparable(shown)));
    }
  },
);
