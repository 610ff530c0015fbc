import { describe, expect, it } from 'vitest';
import { race } from './race.js';
import { CannotRun, type System } from './systems/system.js';

/** A system that writes down its turns, and gets slower by its scale in each. */
function contestant(label: string, turns: string[], scale: number, fail?: (turn: number) => void): System {
  return {
    label,
    async start(name) {
      let turn = 0;
      return {
        async round() {
          turns.push(`${label} ${name}`);
          fail?.(++turn);
          return { milliseconds: scale * turns.length, peakMemoryMegabytes: 100 - turns.length, details: { version: label } };
        },
        close: () => turns.push(`${label} closed`),
      };
    },
  };
}

describe('race', () => {
  it('gives each its turn in every round, and takes medians', async () => {
    const turns: string[] = [];
    const outcomes = await race('adder', [contestant('ours', turns, 1), contestant('theirs', turns, 10)], 3);
    expect(turns).toEqual([...new Array(3).fill(['ours adder', 'theirs adder']).flat(), 'ours closed', 'theirs closed']);
    expect(outcomes).toEqual([
      { case: 'adder', system: 'ours', ms: 3, peakMemoryMegabytes: 99, details: { version: 'ours' } },
      { case: 'adder', system: 'theirs', ms: 40, peakMemoryMegabytes: 98, details: { version: 'theirs' } },
    ]);
  });

  it('goes on without one that cannot run, from the start or later', async () => {
    const turns: string[] = [];
    const absent: System = { label: 'absent', start: () => Promise.reject(new CannotRun('not installed')) };
    const failing = contestant('failing', turns, 1, (turn) => {
      if (turn === 2) throw new CannotRun('no such kernel');
    });
    const outcomes = await race('adder', [absent, failing, contestant('ours', turns, 1)], 3);
    expect(turns.filter((turn) => turn === 'ours adder')).toHaveLength(3);
    expect(turns.filter((turn) => turn === 'failing adder')).toHaveLength(2);
    expect(outcomes.map(({ system, error }) => [system, error])).toEqual([
      ['absent', 'not installed'],
      ['failing', 'no such kernel'],
      ['ours', undefined],
    ]);
  });

  it('passes on what is a mistake, and closes all', async () => {
    const turns: string[] = [];
    const broken = contestant('broken', turns, 1, () => {
      throw new Error('ended early');
    });
    await expect(race('adder', [contestant('ours', turns, 1), broken], 1)).rejects.toThrow('ended early');
    expect(turns.slice(-2)).toEqual(['ours closed', 'broken closed']);
  });
});
