import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './command.mjs';
import { readJson, repositoryRoot } from './repository.mjs';

/**
 * What a report of Vitest's JSON reporter counts. A file that could not run its tests is one failure, since its tests are unknown.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, success: boolean, testResults: { status: string, assertionResults: unknown[] }[] }} report
 */
export function countTests(report) {
  const brokenFiles = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  const failed = report.numFailedTests + brokenFiles.length;
  // An error outside every test fails the run without failing a test.
  return { passed: report.numPassedTests, failed: failed === 0 && !report.success ? 1 : failed };
}

/** Runs the tests of every package in one run. @param {{ long: boolean }} options */
export async function runTests({ long }) {
  const folder = mkdtempSync(join(tmpdir(), 'tidegate-tests-'));
  try {
    const file = join(folder, 'report.json');
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const env = { TIDEGATE_LONG: long ? '1' : '0', NO_COLOR: '1' };
    const { code, output } = await runNode([join(repositoryRoot, 'node_modules/vitest/vitest.mjs'), ...args], { env });
    if (!existsSync(file)) return { ok: false, output, passed: 0, failed: 1 };
    const { passed, failed } = countTests(readJson(file));
    const unexplained = code !== 0 && failed === 0 ? 1 : 0;
    return { ok: code === 0, output, passed, failed: failed + unexplained, detail: `${passed} passed` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
