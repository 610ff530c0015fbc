import { CannotRun, type System } from '../systems/system.js';

/** The same system, of which no failure ends the race: a driver that crashes says much of that system, and nothing of the others. */
export function goingOn({ label, start }: System): System {
  return {
    label,
    start: (name) =>
      toldOf(async () => {
        const { round, close } = await start(name);
        return { round: () => toldOf(round), close };
      }),
  };
}

async function toldOf<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    throw new CannotRun(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** A system that this machine cannot run at all. */
export function refused(label: string, reason: string): System {
  return { label, start: () => Promise.reject(new CannotRun(reason)) };
}
