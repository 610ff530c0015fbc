import { expect, test } from 'vitest';
import { expectSameBytes } from '../testing/kill-and-resume.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

test.each([
  ['adder', 'cpu'],
  ['textrnn', 'wasm'],
  ['charlm', 'wasm'],
])(
  '%s on %s is killed, goes on, and ends in the bytes of a run that nobody killed',
  async (name, backend) => {
    expect(await expectSameBytes(name, backend, { folder: temporaryFolder(), times: 1, seed: 1 })).toHaveLength(1);
  },
  120_000,
);
