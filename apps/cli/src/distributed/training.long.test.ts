import { describe, test } from 'vitest';
import { expectAsOneProcess } from '../testing/as-one-process.js';
import { mpirun } from '../testing/mpirun.js';
import { smallRuns } from '../testing/small-runs.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

describe.skipIf(mpirun.missing)(`several processes train what one does${mpirun.reason}`, () => {
  test.each(Object.keys(smallRuns))('%s', { timeout: 300_000 }, (name) =>
    expectAsOneProcess(name, { folder: temporaryFolder(), ranks: [2, 3, 4], steps: 100 }),
  );
});
