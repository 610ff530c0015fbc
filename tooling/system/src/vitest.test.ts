import { expect, test } from 'vitest';
import { countTests } from './vitest.mjs';

const report = { numPassedTests: 5, numFailedTests: 0, success: true, testResults: [{ status: 'passed', assertionResults: [{}] }] };

test('tests are counted one by one', () => {
  expect(countTests(report)).toEqual({ passed: 5, failed: 0 });
  expect(countTests({ ...report, numFailedTests: 2, success: false })).toEqual({ passed: 5, failed: 2 });
});

test('a file that could not start its tests fails', () => {
  const broken = { status: 'failed', assertionResults: [] };
  expect(countTests({ ...report, success: false, testResults: [broken, broken] })).toEqual({ passed: 5, failed: 2 });
});

test('an error outside every test fails', () => {
  expect(countTests({ ...report, success: false })).toEqual({ passed: 5, failed: 1 });
});
