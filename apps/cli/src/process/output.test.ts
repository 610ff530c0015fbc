import { expect, test, vi } from 'vitest';
import { capture } from '../testing/capture.js';

test('the terminal that Open MPI gives each process is none that anybody looks at', () => {
  vi.stubEnv('NO_COLOR', undefined);
  vi.stubEnv('TERM', 'xterm');
  expect(capture(80).output).toMatchObject({ isTerminal: true, colours: { isColorSupported: true } });
  vi.stubEnv('OMPI_COMM_WORLD_RANK', '0');
  vi.stubEnv('OMPI_COMM_WORLD_SIZE', '2');
  expect(capture(80).output).toMatchObject({ isTerminal: false, colours: { isColorSupported: false } });
  vi.unstubAllEnvs();
});
