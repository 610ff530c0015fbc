import { describe, test } from 'vitest';
import { whyNoHosts } from '../testing/hosts.js';
import { cutOffHost, followOnHosts } from '../testing/hosts-to-cut-off.js';
import { mpirun } from '../testing/mpirun.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const reason = mpirun.reason || whyNoHosts();

describe.skipIf(reason !== '')(`hosts that talk over TCP${reason}`, { timeout: 120_000 }, () => {
  test('three of them follow the run of one process', () => followOnHosts(3, temporaryFolder()));

  test.each([
    { hosts: 2, cut: 0, missed: [1], resumeWith: 2 },
    { hosts: 3, cut: 0, missed: [1, 2], resumeWith: 1 },
    { hosts: 3, cut: 1, missed: [1], resumeWith: 2 },
    { hosts: 3, cut: 2, missed: [2], resumeWith: 3 },
  ])('of $hosts, number $cut is cut off, and $resumeWith go on', (options) => cutOffHost({ ...options, folder: temporaryFolder() }));
});
