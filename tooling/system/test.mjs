#!/usr/bin/env node
/** `npm test`: sets the workspace up, checks it and runs every test; `--long` adds those that take minutes. Ends with a count. */
import { checks } from './src/checks/index.mjs';
import { runChecks } from './src/checks/run-checks.mjs';
import { prepare } from './src/prepare.mjs';
import { bold, dim, main, StageError, stage } from './src/stage.mjs';
import { testPackages } from './src/system-packages.mjs';
import { runTests } from './src/vitest.mjs';

await main(async () => {
  const long = process.argv.includes('--long');
  console.log(`\n${bold('Tidegate')} ${dim(`checks itself and runs ${long ? 'all' : 'the quick'} tests`)}\n`);
  let passed = 0;
  let failed = 0;
  try {
    await prepare({ systemPackages: testPackages });
    const { packages, ...others } = checks;
    const checked = await runChecks(others);
    // That check often waits for npm, which leaves the processors to the tests.
    const [packed, tests] = await Promise.all([runChecks({ packages }), stage('tests', () => runTests({ long }))]);
    passed = checked.passed + packed.passed + tests.passed;
    failed = checked.failed + packed.failed + tests.failed;
    const names = [...checked.names, ...packed.names];
    if (names.length > 0) console.log(`\nFailed checks: ${names.join(', ')}. One alone: npm run check ${names[0]}`);
  } catch (error) {
    // Where nothing could be tested, that is the failure to count.
    failed += 1;
    if (!(error instanceof StageError)) console.error(error);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
