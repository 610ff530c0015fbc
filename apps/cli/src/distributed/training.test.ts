import { describe, test } from 'vitest';
import { expectAsOneProcess } from '../testing/as-one-process.js';
import { mpirun } from '../testing/mpirun.js';
import { smallRuns } from '../testing/small-runs.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

describe.skipIf(mpirun.missing)(`two processes train what one does${mpirun.reason}`, () => {
  test.each(Object.keys(smallRuns))('%s', (name) => expectAsOneProcess(name, { folder: temporaryFolder(), ranks: [2], steps: 12 }));
});
