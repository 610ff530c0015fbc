#!/usr/bin/env node
import { createOutput } from './process/output.js';
import { run } from './run.js';

process.exitCode = await run(process.argv.slice(2), {
  input: process.stdin,
  output: createOutput(process.stdout),
  errors: createOutput(process.stderr),
});
