import { describe, expect, test } from 'vitest';
import { expectSameBytes, runsToKill } from '../testing/kill-and-resume.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const times = 20;

describe.each(Object.keys(runsToKill))('%s', (name) => {
  test.each(['cpu', 'wasm'])(
    'on %s is killed 20 times, and ends in the bytes of a run that nobody killed',
    async (backend) => {
      const resumedAt = await expectSameBytes(name, backend, { folder: temporaryFolder(), times });
      // It did go on from checkpoints, and from many.
      expect(new Set(resumedAt).size).toBeGreaterThan(times / 3);
    },
    600_000,
  );
});
