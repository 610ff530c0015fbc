import { closeSync } from 'node:fs';

/** Lets go of a terminal that was closed, when the process ends: Node would set it back, and crash since it cannot. */
export function releaseTerminalAtExit(): void {
  if (!process.listeners('exit').includes(release)) process.on('exit', release);
}

function release(): void {
  const { stdin, stdout, stderr } = process;
  for (const { isTTY, fd } of [stdin, stdout, stderr]) {
    if (isTTY) closeSync(fd);
  }
}
