#!/usr/bin/env node
/** `npm run check`: everything that holds without running the tests. `npm run check lint types` runs only those. */
import { checks } from './src/checks/index.mjs';
import { runChecks } from './src/checks/run-checks.mjs';
import { prepare } from './src/prepare.mjs';
import { bold, dim, main } from './src/stage.mjs';

await main(async () => {
  const names = process.argv.slice(2).filter((argument) => argument !== '--');
  const unknown = names.filter((name) => !(name in checks));
  if (unknown.length > 0) {
    console.error(`check: there is no check named ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}`);
    return 2;
  }
  console.log(`\n${bold('Check')} ${dim(names.join(', ') || 'everything')}\n`);
  await prepare();
  const { passed, failed } = await runChecks(checks, names);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
