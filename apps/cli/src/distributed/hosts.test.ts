import { describe, test } from 'vitest';
import { whyNoHosts } from '../testing/hosts.js';
import { cutOffHost, followOnHosts } from '../testing/hosts-to-cut-off.js';
import { mpirun } from '../testing/mpirun.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const reason = mpirun.reason || whyNoHosts();

describe.skipIf(reason !== '')(`hosts that talk over TCP${reason}`, { timeout: 120_000 }, () => {
  test('two of them follow the run of one process', () => followOnHosts(2, temporaryFolder()));

  test('one that is cut off ends the run with one message, and one process goes on from its checkpoint', () =>
    cutOffHost({ hosts: 2, cut: 1, missed: [1], resumeWith: 1, folder: temporaryFolder() }));
});
