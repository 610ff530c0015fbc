#!/usr/bin/env node
/** `npm run release:dry`: what a release would publish, without publishing it or touching the working tree. */
import { statSync } from 'node:fs';
import { prepare } from './src/prepare.mjs';
import { withReleaseDryRun } from './src/release/dry-run.mjs';
import { bold, dim, main } from './src/stage.mjs';

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

await main(async () => {
  console.log(`\n${bold('Release')} ${dim('rehearsed in a copy: nothing is published')}\n`);
  await prepare();
  await withReleaseDryRun(async (packages) => {
    for (const { name, version, tarball, files } of packages) {
      console.log(`\n${bold(`${name} ${version}`)}  ${files.size} files, ${kilobytes(statSync(tarball).size)} packed`);
      for (const [path, content] of files) console.log(`  ${dim(kilobytes(content.length).padStart(9))}  ${path}`);
    }
    console.log(`\n${packages.length} packages packed, none published`);
  });
  return 0;
});
