import { readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { encodeTensorboardSession, encodeTensorboardStart, tensorboardFileName } from '@tidegate/formats';
import { type AppendedFile, openAppended } from './appended-file.js';

/** What the name of a file of events begins with; the seconds in which it was begun follow. */
const stem = 'events.out.tfevents.';

/** Whether TensorBoard takes a file for one of events. */
export function isEventFile(name: string): boolean {
  return name.includes('tfevents');
}

/**
 * Begins a file of TensorBoard's events, which is read after all others of its folder.
 *
 * @param position.step the last step of older files that still counts; 0 for a new run
 * @throws Error of the system if it cannot be written
 */
export function beginEventFile(directory: string, { step, wallTime }: { readonly step: number; readonly wallTime: number }): AppendedFile {
  // TensorBoard goes through files by their names, even if a clock was set back or a run goes on within a second.
  const latest = Math.max(0, ...readdirSync(directory).map(secondsOf));
  const origin = { host: hostname().replace(/[^\w.-]/g, '_') || 'localhost', process: process.pid };
  const name = tensorboardFileName({ ...origin, wallTime: Math.max(wallTime, latest + 1) });
  const file = openAppended(join(directory, name), 0);
  file.append(encodeTensorboardStart(wallTime));
  file.append(encodeTensorboardSession({ wallTime, step }));
  return file;
}

/** When a file of events was begun, in seconds since 1970; 0 for every other file. */
function secondsOf(name: string): number {
  return name.startsWith(stem) ? Number(/^\d+/.exec(name.slice(stem.length))?.[0] ?? 0) : 0;
}
