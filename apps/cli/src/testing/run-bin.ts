import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { collectRun } from './collect-run.js';
import type { Run } from './run-in-process.js';

export const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

export interface BinOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with each piece of standard output. */
  readonly onOutput?: (child: ChildProcess, chunk: string) => void;
}

/** Runs the built command under plain Node. */
export function runBin(args: readonly string[], { cwd, env, onOutput }: BinOptions = {}): Promise<Run> {
  if (!existsSync(bin)) throw new Error(`${bin} is missing: run "pnpm build" first`);
  return collectRun(spawn(process.execPath, [bin, ...args], { ...(cwd && { cwd }), env: { ...process.env, ...env } }), onOutput);
}
