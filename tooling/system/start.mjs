#!/usr/bin/env node
/** `npm start`: sets the workspace up, then trains the network that learns to add. What follows `--` goes to the training. */
import { join } from 'node:path';
import { runInteractive } from './src/command.mjs';
import { prepare } from './src/prepare.mjs';
import { repositoryRoot } from './src/repository.mjs';
import { bold, dim, main } from './src/stage.mjs';

const whereNext = `
${bold('Read on')}
  README.md                  what is here, and the same in a program
  docs/guide/README.md       a cell of your own in thirty lines, sequences of different lengths, a backend
  npm run tidegate -- --help the command, as it is called in this folder
`;

await main(async () => {
  console.log(`\n${bold('Tidegate')} ${dim('sets itself up, then learns to add')}\n`);
  await prepare({ buildOptions: ['--filter=@tidegate/cli'] });
  const args = ['train', 'adder', ...process.argv.slice(2)];
  console.log(`\n${dim(`$ tidegate ${args.join(' ')}`)}\n`);
  const code = await runInteractive(process.execPath, [join(repositoryRoot, 'apps/cli/dist/bin.js'), ...args]);
  if (code === 0 && process.argv.length === 2) console.log(whereNext);
  return code;
});
