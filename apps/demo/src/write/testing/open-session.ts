import { expect, vi } from 'vitest';
import type { LearningState, NotebookEntry, Piece, Progress, WriteApi } from '../api.js';
import { createSession } from '../session.js';
import { defaultSettings, type RunSettings } from '../settings.js';

export const settings: RunSettings = { ...defaultSettings, units: 12, layers: 2, length: 20, rate: 0.02 };

const opened: WriteApi[] = [];

/** A session on the backend of now, whose messages are kept. */
export async function openSession() {
  const kept = { progress: [] as Progress[], entries: [] as NotebookEntry[], pieces: [] as Piece[], states: [] as LearningState[] };
  const writing: boolean[] = [];
  const failures: unknown[] = [];
  const session: WriteApi = createSession(async () => ({ name: 'cpu', refusals: [] }));
  opened.push(session);
  session.listen(
    (progress) => kept.progress.push(progress),
    (entry) => kept.entries.push(entry),
    (piece) => kept.pieces.push(piece),
    (state) => kept.states.push(state),
    (isWriting) => writing.push(isWriting),
    (failure) => failures.push(failure),
  );
  await session.start('cpu');
  const textOf = () => kept.pieces.flatMap(({ characters }) => characters).join('');
  const until = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
  return { session, ...kept, writing, failures, textOf, until };
}

/** Lets it learn so many steps, and waits until it has. */
export async function learnSteps({ session, states, until }: Awaited<ReturnType<typeof openSession>>, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) session.step();
  await until(() => expect(states.at(-1)).toBe('paused'));
}

export async function endSessions(): Promise<void> {
  for (const session of opened.splice(0)) await session.end();
}
