import { beforeAll, test, vi } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { expectToSurvive } from '../testing/power-failures.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

vi.mock('node:fs/promises', async (importOriginal) => {
  const { onFailingDisk } = await import('../testing/failing-disk.js');
  const failing = onFailingDisk(await importOriginal<typeof import('node:fs/promises')>());
  return { ...failing, default: failing };
});

beforeAll(() => startBackend());

test('where the power fails in writing, in many a place, the folder holds a whole model and the run goes on to the same bytes', async () => {
  await expectToSurvive(temporaryFolder(), 7);
}, 240_000);
