import { expect, it } from 'vitest';
import { describeLaunchers } from './testing/run-ranks.js';

describeLaunchers(({ name, run }) => {
  it.each([1, 2, 3, 4])('all methods give each of %i ranks what they should', async (size) => {
    const { stderr, stdout, exitCode } = await run('collectives.mjs', size);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    const { library, answers } = JSON.parse(stdout);
    expect(library).toMatch(name);
    expect(answers).toEqual(Array.from({ length: size }, (_, rank) => [rank, size, size]));
  });
});
