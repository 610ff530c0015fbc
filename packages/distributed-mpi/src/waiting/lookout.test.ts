import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Place } from '../places.js';
import { createLookout, type Lookout } from './lookout.js';
import { decodeLetter, encodeLetter, type Message, type Messages } from './messages.js';

const doing = { method: 'allReduce', call: 7 };
const remote = (rank: number): Place => ({ rank, host: `host${rank}`, pid: 100 + rank, isLocal: false });
const local = (rank: number, pid = process.pid): Place => ({ rank, host: 'here', pid, isLocal: true });

/** Rank 0 of some, with what has come for it and what it has sent. */
function rankZero(
  others: readonly Place[],
  timeout = 60_000,
): {
  readonly lookout: Lookout;
  readonly sent: [message: Message, to: number[]][];
  comes(from: number, message: Message): void;
} {
  const [sent, inbox]: [[Message, number[]][], { from: number; message: Message }[]] = [[], []];
  const messages: Messages = {
    send: (message, to) => void sent.push([message, [...to]]),
    receive: () => inbox.shift(),
    flush: async () => undefined,
    stop: () => undefined,
  };
  const lookout = createLookout(messages, [local(0), ...others], 0, timeout);
  return { lookout, sent, comes: (from, message) => void inbox.push({ from, message }) };
}

const never = (): boolean => false;

describe('createLookout', () => {
  it('asks all after the time-out, names those that do not answer, and tells the others', () => {
    const { lookout, sent, comes } = rankZero([remote(1), local(2), remote(3)]);
    const watch = lookout.watch(doing, never);
    watch(59_999);
    expect(sent).toEqual([]);
    watch(60_010);
    expect(sent).toEqual([[{ kind: 'question' }, [1, 2, 3]]]);
    comes(1, { kind: 'answer', doing });
    watch(62_000);
    expect(() => watch(62_011)).toThrow(
      `rank 2 (process ${process.pid} on host here) and rank 3 (process 103 on host host3) have not answered for 60 s`,
    );
    expect(sent[1]).toEqual([{ kind: 'lost', ranks: [2, 3], fate: 'not answered for 60 s' }, [1, 2, 3]]);
  });

  it('says what each does where all answer', () => {
    const { lookout, sent, comes } = rankZero([remote(1)], 1500);
    const watch = lookout.watch(doing, never);
    watch(1600);
    comes(1, { kind: 'answer', doing: { method: 'barrier', call: 7 } });
    const text =
      'all ranks answer, but they have waited for one another for 1.5 s: rank 0 in allReduce (call 7), rank 1 in barrier (call 7)';
    expect(() => watch(3601)).toThrow(text);
    expect(sent[1]).toEqual([{ kind: 'disagreement', text: expect.stringContaining(text) }, [1]]);
  });

  it('names the first of many that are at odds, in a message that fits', () => {
    const others = Array.from({ length: 199 }, (_, index) => remote(index + 1));
    const { lookout, sent, comes } = rankZero(others, 300_000);
    const watch = lookout.watch({ ...doing, call: 12_345_678, numbers: 4 }, never);
    watch(300_100);
    for (const { rank } of others.toReversed()) comes(rank, { kind: 'answer', doing: { ...doing, call: 12_345_678, numbers: 12_345_678 } });
    const named = Array.from({ length: 20 }, (_, rank) => `rank ${rank} in allReduce of ${rank === 0 ? 4 : 12_345_678} numbers`);
    const text = `${named.join(' (call 12345678), ')} (call 12345678) and 180 more; each must call the same methods`;
    expect(() => watch(302_200)).toThrow(text);
    const [message] = sent[1] as [Message, number[]];
    expect(decodeLetter(encodeLetter({ from: 0, message }))).toEqual({ from: 0, message });
  });

  it('waits once more where all wait in the same call, and then takes the network for slow', () => {
    const { lookout, sent, comes } = rankZero([remote(1)], 10_000);
    const watch = lookout.watch(doing, never);
    watch(10_010);
    comes(1, { kind: 'answer', doing });
    watch(12_020);
    watch(19_990);
    expect(sent).toHaveLength(1);
    watch(20_010);
    comes(1, { kind: 'answer', doing });
    expect(() => watch(22_020)).toThrow(
      'all ranks answer, and all have waited for 20 s in allReduce (call 7): the network is slow, or has stalled; give openMpi a longer',
    );
  });

  it('answers questions with what it does', () => {
    const { lookout, sent, comes } = rankZero([remote(1), remote(2)]);
    comes(2, { kind: 'question' });
    lookout.watch(doing, never)(20);
    expect(sent).toEqual([[{ kind: 'answer', doing }, [2]]]);
  });

  it('in a hurry names those of other hosts that do not answer, and leaves time to those of its own that live', () => {
    const { lookout, sent } = rankZero([local(1), remote(2)]);
    const watch = lookout.watch(doing, never);
    lookout.hurry();
    watch(290);
    expect(sent).toEqual([]);
    watch(350);
    expect(sent).toEqual([[{ kind: 'question' }, [1, 2]]]);
    expect(() => watch(751)).toThrow('rank 2 (process 102 on host host2) has not answered');
  });

  it('in a hurry goes on waiting where all answer', () => {
    const { lookout, sent, comes } = rankZero([local(1), remote(2)]);
    const watch = lookout.watch(doing, never);
    lookout.hurry();
    watch(350);
    comes(2, { kind: 'answer', doing });
    watch(800);
    watch(5000);
    expect(sent).toHaveLength(1);
  });

  it.each<[string, Message, string]>([
    ['lost ranks', { kind: 'lost', ranks: [2], fate: 'ended' }, 'rank 2 (process 102 on host host2) has ended'],
    ['its own farewell', { kind: 'farewell', reason: 'no more disk' }, 'rank 1 (process 101 on host host1) has ended: no more disk'],
    ['a disagreement', { kind: 'disagreement', text: 'all ranks answer, but' }, 'all ranks answer, but'],
  ])('repeats what another has found out: %s', (_, message, expected) => {
    const { lookout, comes } = rankZero([remote(1), remote(2)]);
    const watch = lookout.watch(doing, never);
    comes(1, message);
    expect(() => watch(20)).toThrow(expected);
  });

  it('leaves to the end of a wait that is over what another has said meanwhile, with the reason', () => {
    const { lookout, comes } = rankZero([remote(1), remote(2)]);
    comes(1, { kind: 'farewell', reason: 'no more disk' });
    lookout.watch(doing, () => true)(20);
    expect(() => lookout.watch(doing, never)(20)).toThrow(expect.objectContaining({ name: 'LostRankError', reason: 'no more disk' }));
  });

  it('finds a process of this machine that has ended, unless what it waits for is done', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const { lookout, sent } = rankZero([local(1, pid), remote(2)]);
    let isDone = true;
    const watch = lookout.watch(doing, () => isDone);
    watch(150);
    isDone = false;
    expect(() => watch(300)).toThrow(`rank 1 (process ${pid} on host here) has ended`);
    expect(sent).toEqual([[{ kind: 'lost', ranks: [1], fate: 'ended' }, [1, 2]]]);
  });

  it('gives up the others where they do not join', () => {
    const messages: Messages = { send: () => undefined, receive: () => undefined, flush: async () => undefined, stop: () => undefined };
    const watch = createLookout(messages, [], 0, 1500).watch(doing, never);
    watch(1400);
    expect(() => watch(1600)).toThrow('openMpi: other ranks have not joined for 1.5 s');
  });
});
