#!/usr/bin/env node
import { platform, tmpdir } from 'node:os';
import { createOutput } from './process/output.js';
import { run } from './run.js';

// Graphics drivers complain where a session has no such folder, as on servers and in containers; they put nothing in it.
if (platform() === 'linux') process.env.XDG_RUNTIME_DIR ??= tmpdir();

process.exitCode = await run(process.argv.slice(2), {
  input: process.stdin,
  output: createOutput(process.stdout),
  errors: createOutput(process.stderr),
});
