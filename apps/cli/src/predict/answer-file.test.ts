import { DataError } from '@tidegate/datasets';
import { describe, expect, test } from 'vitest';
import { localGroups } from '../../../../packages/training/src/testing/local-groups.js';
import { alone, type Processes } from '../distributed/processes.js';
import { ToldElsewhere } from '../distributed/told-elsewhere.js';
import { ToldHere } from '../distributed/told-here.js';
import type { Output } from '../process/output.js';
import { silentOutput } from '../process/silent-output.js';
import { capture } from '../testing/capture.js';
import type { Ask } from './answer.js';
import { answerFile } from './answer-file.js';

const batchSize = 3;
const lines = Array.from({ length: 20 }, (_, place) => (place === 7 ? '' : `line ${place} \u00e9\u{1f30a}`));

/** What it says of a text depends on those that it is asked about with it. */
const ask: Ask = async (texts) =>
  texts.map((text) => ({ fields: { text, among: texts.length }, text: () => `${text} among ${texts.join(',')}` }));

interface Answered {
  readonly stdout: string;
  readonly ends: readonly PromiseSettledResult<void>[];
  /** Lines that each process has read. */
  readonly read: readonly number[];
}

interface Circumstances {
  readonly json?: boolean;
  /** Lines of the file. */
  readonly count?: number;
  /** The line, from 0, that is broken. */
  readonly failsAt?: number;
  /** Whether nobody reads more than the first answers. */
  readonly closes?: boolean;
}

async function answered(
  size: number,
  { json = false, count = lines.length, failsAt, closes = false }: Circumstances = {},
): Promise<Answered> {
  const stdout = capture();
  let isClosed = false;
  const output: Output = {
    ...stdout.output,
    get isClosed() {
      return isClosed;
    },
    write(text) {
      if (!isClosed) stdout.output.write(text);
      isClosed = closes;
    },
  };
  const read = new Array<number>(size).fill(0);
  async function* texts(rank: number): AsyncGenerator<string> {
    for (const [place, line] of lines.slice(0, count).entries()) {
      if (place === failsAt) throw new DataError({ file: 'a.txt', line: place + 1 }, 'is not valid UTF-8');
      read[rank] = place + 1;
      yield line;
    }
  }
  const ends = await Promise.allSettled(
    localGroups(size).map((group) => {
      const isFirst = group.rank === 0;
      const processes: Processes = { ...alone, group, isFirst };
      return answerFile({ texts: texts(group.rank), ask, batchSize }, processes, isFirst ? output : silentOutput, { json });
    }),
  );
  return { stdout: stdout.text(), ends, read };
}

const fulfilled = { status: 'fulfilled', value: undefined };

describe.each([2, 3, 4, 9])('%i processes', (size) => {
  test.each([true, false])('write what one does, in the order of the file (json: %s)', async (json) => {
    // No line, some of a batch, whole batches, a block and one line more.
    for (const count of [0, 2, 3, 6, 12, 13, 20]) {
      const one = await answered(1, { json, count });
      const all = await answered(size, { json, count });
      expect(all.stdout).toBe(one.stdout);
      expect(all.ends).toEqual(new Array(size).fill(fulfilled));
    }
  });

  test('of a broken file write what comes before, and the first says what is wrong', async () => {
    for (const failsAt of [0, 4, 9, 16]) {
      const one = await answered(1, { failsAt });
      const all = await answered(size, { failsAt });
      expect(all.stdout).toBe(one.stdout);
      const [first, ...others] = all.ends;
      const { reason } = one.ends[0] as PromiseRejectedResult;
      expect(reason).toBeInstanceOf(DataError);
      expect(first).toEqual({ status: 'rejected', reason: new ToldHere((reason as DataError).message, false, { cause: reason }) });
      expect(others).toEqual(new Array(size - 1).fill({ status: 'rejected', reason: new ToldElsewhere(1) }));
    }
  });
});

test.each([1, 3])('%i: where nobody reads the answers any more, all end well, with the rest of the file unread', async (size) => {
  const all = await answered(size, { closes: true });
  expect(all.stdout).toBe((await answered(1, { count: 3 })).stdout);
  expect(all.ends).toEqual(new Array(size).fill(fulfilled));
  // Of the next block one line is known, which says that this is not the last one.
  expect(all.read).toEqual(new Array(size).fill(size * batchSize + 1));
});

test('a batch is answered at a time, and an empty line too', async () => {
  const { stdout } = await answered(1);
  const written = stdout.split('\n');
  expect(written).toHaveLength(21);
  expect(written[0]).toBe(`${lines[0]} among ${lines.slice(0, 3).join(',')}`);
  expect(written[7]).toBe(` among ${lines.slice(6, 9).join(',')}`);
  expect(written[19]).toBe(`${lines[19]} among ${lines.slice(18).join(',')}`);
  expect((await answered(1, { failsAt: 4 })).stdout.split('\n')).toHaveLength(4);
});
