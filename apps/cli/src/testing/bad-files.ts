import { memory } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { Run } from './run-in-process.js';
import { writeData } from './small-data.js';
import { temporaryFolder } from './temporary-folder.js';

/** What is wrong with a file, what it is called, what is in it, and what the one line about it says. */
export type BadFile = readonly [what: string, name: string, content: string | Uint8Array, message: RegExp];

/** Tests that a command has one line for each file, prints nothing else, and leaves no tensor behind. */
export function testBadFiles(files: readonly BadFile[], run: (path: string) => Promise<Run>): void {
  test.each(files)('a bad file (%s) is one clear line and exit code 1', async (_, name, content, message) => {
    const before = memory().numTensors;
    expectRefusal(await run(writeData(temporaryFolder(), name, content)), message);
    expect(memory().numTensors).toBe(before);
  });
}

/** @param exitCode 1 for bad data, 2 for misuse */
export function expectRefusal({ stderr, ...run }: Run, message: RegExp, exitCode = 1): void {
  expect({ ...run, line: stderr }).toEqual({ exitCode, stdout: '', line: expect.stringMatching(message) });
  expect(stderr).toMatch(/^tidegate: [^\n]*\n$/);
}
