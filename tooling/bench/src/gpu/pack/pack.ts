import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { layOut } from './lay-out.js';

/** The folder that comes out of the archive. */
export const folderName = 'tidegate-bench-gpu';
const mebibyte = 2 ** 20;
/** What can be handed to most machines in one piece. */
const mostMebibytes = 60;

/**
 * Writes a `.tar.gz` file with all that times training steps on a GPU.
 *
 * @returns its size, in 2^20 bytes
 * @throws Error if something was not built, or if it is larger than it may be
 */
export async function pack(file: string): Promise<number> {
  const parent = mkdtempSync(join(tmpdir(), 'tidegate-pack-'));
  try {
    const folder = join(parent, folderName);
    mkdirSync(folder);
    await layOut(folder);
    mkdirSync(dirname(file), { recursive: true });
    // Links are followed, and files belong to whoever unpacks them.
    const args = ['-c', '-h', '--owner=0', '--group=0', '-C', parent, folderName];
    const tar = spawn('tar', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(tar, 'close');
    await pipeline(tar.stdout, createGzip({ level: 9 }), createWriteStream(file));
    const [code] = await ended;
    if (code !== 0) throw new Error(`tar failed with exit code ${code}; what it printed stands above`);
  } finally {
    rmSync(parent, { recursive: true });
  }
  const mebibytes = statSync(file).size / mebibyte;
  if (mebibytes >= mostMebibytes) throw new Error(`${file} must be smaller than ${mostMebibytes} MiB, but has ${mebibytes.toFixed(1)}`);
  return mebibytes;
}
