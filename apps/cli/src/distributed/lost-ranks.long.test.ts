import { expect, test } from 'vitest';
import { mpirun } from '../testing/mpirun.js';
import { killRanks } from '../testing/ranks-to-lose.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const times = 20;
test.skipIf(mpirun.missing)(
  `ranks are killed 20 times, each ends all with one message, and what goes on learns what it would have learned${mpirun.reason}`,
  { timeout: 900_000 },
  async () => {
    const resumedAt = await killRanks({ folder: temporaryFolder(), times, seed: 1 });
    // It did go on from checkpoints, and from many.
    expect(new Set(resumedAt).size).toBeGreaterThan(times / 4);
  },
);
