/** The user has interrupted something that leaves nothing to keep. */
export class Interruption extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interruption';
  }
}

/** What something comes to; nothing if the user interrupts it. */
export async function unlessInterrupted<Result>(run: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Interruption) return undefined;
    throw error;
  }
}
