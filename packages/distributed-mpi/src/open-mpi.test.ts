import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { describeLaunchers, type RankRun } from './testing/run-ranks.js';

describeLaunchers(({ name, run }) => {
  const digests = async (size: number, ...args: readonly string[]): Promise<readonly string[]> => {
    const { stderr, stdout, exitCode } = await run('collectives.mjs', size, args);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    const found = JSON.parse(stdout) as { library: string; hosts: readonly string[]; digests: readonly string[] };
    expect(found.library).toMatch(new RegExp(`^${name} v?\\d+\\.\\d+\\.\\d+$`));
    expect(found.hosts).toEqual(new Array(size).fill(hostname()));
    return found.digests;
  };

  it.each(name === 'MPICH' ? [4] : [1, 2, 4])(
    'all methods give each of %i ranks what they should, and sums of the same bits',
    async (size) => {
      const all = await digests(size);
      expect(all).toEqual(new Array(size).fill(all[0]));
    },
  );

  it('sums have the same bits in every run', async () => {
    const [first, second] = [await digests(3), await digests(3)];
    expect(first).toEqual(new Array(3).fill(first[0]));
    expect(second).toEqual(first);
  });

  it('more numbers than MPI can count go in several calls', async () => {
    const all = await digests(2, '1000');
    expect(all[1]).toBe(all[0]);
  });

  it('the example of the README prints what stands there', async () => {
    const { stdout, stderr } = await run('readme-example.mjs', 2);
    expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(new RegExp(`^${name} v?\\S+, 2 ranks: 2 1\n$`)), stderr: '' });
  });

  it('a library other than that of the launcher is refused', async () => {
    const other = name === 'MPICH' ? 'libmpi.so.40' : 'libmpich.so.12';
    const { stderr, exitCode } = await run('collectives.mjs', 2, [], { TIDEGATE_MPI_LIBRARY: other });
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(
      /MpiError: openMpi: (Open MPI|Hydra) has started 2 ranks, but (MPICH|Open MPI) \S+ finds 1: it is not the library/,
    );
  });
});

/** What the ranks have printed that found out. */
function findings({ stdout }: RankRun): Readonly<Record<string, unknown>>[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"rank"'));
  return lines.map((line) => JSON.parse(line) as { rank: number }).sort((a, b) => a.rank - b.rank);
}

describeLaunchers(({ name, run }) => {
  const lostBy = (fate: RegExp): object => ({
    name: 'LostRankError',
    message: expect.stringMatching(new RegExp(`^rank 1 \\(process \\d+ on host ${hostname()}\\) has ${fate.source}$`)),
    ranks: [1],
    hosts: [hostname()],
    pids: [expect.any(Number)],
  });

  it.skipIf(name === 'MPICH')('a rank that is killed is named by all others (Hydra kills these at once)', async () => {
    const ended = await run('lost-rank.mjs', 3, ['killed', '60000']);
    expect(findings(ended)).toEqual([0, 2].map((rank) => ({ rank, ...lostBy(/ended/) })));
    expect(ended.exitCode).not.toBe(0);
  });

  it('a rank that gives up is named with its reason', async () => {
    const ended = await run('lost-rank.mjs', 2, ['leaving', '60000']);
    expect(findings(ended)).toEqual([{ rank: 0, ...lostBy(/ended: the disk is full/) }]);
    expect(ended.exitCode).not.toBe(0);
  });

  it('a rank that hangs is named after the time-out', async () => {
    const ended = await run('lost-rank.mjs', 3, ['hanging', '1000']);
    expect(findings(ended)).toEqual([0, 2].map((rank) => ({ rank, ...lostBy(/not answered for 1 s/) })));
    expect(ended.exitCode).not.toBe(0);
  });

  it('a rank that takes its time is waited for', async () => {
    const ended = await run('lost-rank.mjs', 2, ['slow', '1500']);
    expect(findings(ended)).toEqual([0, 1].map((rank) => ({ rank, done: true })));
    expect(ended.exitCode).toBe(0);
  });

  it.each([
    ['allReduce', 4, 14, /^allReduce: rank 0 gives 4 numbers, and another rank does not|^MPI_Test: |has (ended|not answered)/],
    [
      'allReduce',
      50_000,
      60_000,
      /in allReduce of 50000 numbers \(call 1\), rank 1 in allReduce of 60000 numbers \(call 1\); each must call/,
    ],
    ['allGather', 3, 4, /^allGather: rank 1 gives 4 numbers, not the 3 that are told of it|has (ended|not answered)/],
  ])('different lengths are found out: %s of %i and %i', async (method, first, second, message) => {
    const ended = await run('at-odds.mjs', 2, [method, String(first), String(second)]);
    const found = findings(ended);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ name }) => name === undefined)).toEqual([]);
    expect(found.some((one) => message.test(one.message as string))).toBe(true);
    expect(ended.exitCode).not.toBe(0);
  });
});
