import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPause } from './create-pause.js';

afterEach(() => void vi.restoreAllMocks());

describe('createPause', () => {
  it('gives way once in each interval, counted from the end of the last pause', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const pause = createPause(10);
    expect(pause()).toBeUndefined();
    now = 10;
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    const pending = pause();
    expect(pending).toBeInstanceOf(Promise);
    now = 12;
    await pending;
    expect(turned).toBe(true);
    now = 21;
    expect(pause()).toBeUndefined();
    now = 22;
    expect(pause()).toBeInstanceOf(Promise);
  });
});
