import { describe, expect, it } from 'vitest';
import { cosineDecay } from './cosine-decay.js';
import { exponentialDecay } from './exponential-decay.js';
import { constant, type Schedule } from './schedule.js';
import { stepDecay } from './step-decay.js';
import { warmUp } from './warm-up.js';

const rates = (schedule: Schedule, completed: number[]): number[] => completed.map((count) => Number(schedule(count).toPrecision(12)));

describe('schedules', () => {
  it('constant', () => {
    expect(rates(constant(0.3), [0, 1, 1e6])).toEqual([0.3, 0.3, 0.3]);
  });

  it('exponentialDecay, smooth or as a staircase', () => {
    const options = { initial: 8, decayRate: 0.25, decaySteps: 4 };
    expect(rates(exponentialDecay(options), [0, 2, 4, 8])).toEqual([8, 4, 2, 0.5]);
    expect(rates(exponentialDecay({ ...options, staircase: true }), [0, 3, 4, 7, 8])).toEqual([8, 8, 2, 2, 0.5]);
  });

  it('stepDecay drops at each milestone', () => {
    expect(rates(stepDecay({ initial: 1, milestones: [2, 5] }), [0, 1, 2, 4, 5, 100])).toEqual([1, 1, 0.1, 0.1, 0.01, 0.01]);
    expect(rates(stepDecay({ initial: 1, milestones: [2], factor: 0.5 }), [1, 2])).toEqual([1, 0.5]);
  });

  it('cosineDecay goes down half a wave and stays there', () => {
    expect(rates(cosineDecay({ initial: 2, decaySteps: 8 }), [0, 4, 8, 100])).toEqual([2, 1, 0, 0]);
    expect(rates(cosineDecay({ initial: 2, decaySteps: 6, final: 1 }), [0, 2, 3, 6, 7])).toEqual([2, 1.75, 1.5, 1, 1]);
  });

  it('warmUp rises to the first rate, then starts the schedule', () => {
    expect(rates(warmUp(constant(1), 4), [0, 1, 2, 3, 4])).toEqual([0.25, 0.5, 0.75, 1, 1]);
    expect(rates(warmUp(stepDecay({ initial: 2, milestones: [1] }), 2), [0, 1, 2, 3])).toEqual([1, 2, 2, 0.2]);
  });

  it('refuse what makes no sense', () => {
    expect(() => constant(-1)).toThrow('constant: rate must be a finite number of at least 0, but is -1');
    expect(() => exponentialDecay({ initial: 1, decayRate: 2, decaySteps: 1 })).toThrow('exponentialDecay: decayRate');
    expect(() => exponentialDecay({ initial: 1, decayRate: 0.5, decaySteps: 0 })).toThrow('exponentialDecay: decaySteps');
    expect(() => stepDecay({ initial: 1, milestones: [5, 5] })).toThrow('stepDecay: milestones must be in rising order, but is [5, 5]');
    expect(() => cosineDecay({ initial: 1, decaySteps: 0 })).toThrow('cosineDecay: decaySteps');
    expect(() => warmUp(constant(1), 0)).toThrow('warmUp: steps');
  });
});
