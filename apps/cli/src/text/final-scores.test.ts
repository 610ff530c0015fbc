import { expect, test, vi } from 'vitest';
import { Interruption } from '../errors/interruption.js';
import { finalScores } from './final-scores.js';

const going = { isInterrupted: false };
const interrupted = { isInterrupted: true };
const validated = { scores: 0.5 };
const unvalidated = { scores: undefined };

test('the test data count, without them the validation, and without both nothing', async () => {
  expect(await finalScores(going, validated, async () => 0.25)).toEqual({ scores: 0.25, measuredOn: 'test' });
  // A test that finds the very same is a test.
  expect(await finalScores(going, validated, async () => 0.5)).toEqual({ scores: 0.5, measuredOn: 'test' });
  expect(await finalScores(going, unvalidated, async () => 0.25)).toEqual({ scores: 0.25, measuredOn: 'test' });
  expect(await finalScores(going, validated, undefined)).toEqual({ scores: 0.5, measuredOn: 'validation' });
  expect(await finalScores(going, unvalidated, undefined)).toBeUndefined();
});

test('a run that is interrupted tests no more', async () => {
  const measure = vi.fn(async () => 0.25);
  expect(await finalScores(interrupted, validated, measure)).toEqual({ scores: 0.5, measuredOn: 'validation' });
  expect(await finalScores<number>(interrupted, unvalidated, measure)).toBeUndefined();
  expect(measure).not.toHaveBeenCalled();
});

test('a test that is interrupted counts no more than none, and one that fails is a failure', async () => {
  const stops = async (): Promise<number> => Promise.reject(new Interruption());
  expect(await finalScores(going, validated, stops)).toEqual({ scores: 0.5, measuredOn: 'validation' });
  expect(await finalScores<number>(going, unvalidated, stops)).toBeUndefined();
  await expect(finalScores(going, validated, async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
