/** A stage that could not be done; what it printed is on screen. */
export class StageError extends Error {
  /** @param {string} stage */
  constructor(stage) {
    super(`${stage} failed`);
  }
}

const colours = process.stdout.isTTY && process.env.NO_COLOR === undefined;
const paint = (code) => (text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
const green = paint(32);
const red = paint(31);
export const dim = paint(2);
export const bold = paint(1);

/** Stages in progress, of which there may be several at a time. @type {Set<string>} */
const running = new Set();

/** Shows on a terminal what is in progress, until the next line is printed. */
function showRunning() {
  if (!colours) return;
  process.stdout.write('\r\u001b[2K');
  if (running.size > 0) process.stdout.write(dim(`  … ${[...running].join(', ')}`));
}

/**
 * Does one stage and prints one line about it: a mark, its name, what came of it, the seconds it took.
 *
 * @template {{ ok: boolean, output?: string, detail?: string }} Outcome
 * @param {string} name
 * @param {() => Outcome | Promise<Outcome>} action
 * @returns {Promise<Outcome>} also where the stage failed, after printing its whole output
 */
export async function stage(name, action) {
  running.add(name);
  showRunning();
  const start = performance.now();
  try {
    const outcome = await action();
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    if (colours) process.stdout.write('\r\u001b[2K');
    const mark = outcome.ok ? green('✓') : red('✗');
    console.log(`  ${mark} ${name.padEnd(12)} ${dim(seconds.padStart(7))}${outcome.detail ? `  ${outcome.detail}` : ''}`);
    if (!outcome.ok) console.log(`\n${outcome.output?.trim() || '(it printed nothing)'}\n`);
    return outcome;
  } finally {
    running.delete(name);
    showRunning();
  }
}

/** A stage that everything after it needs. @throws {StageError} where it failed; its output is printed already */
export async function requiredStage(name, action) {
  const outcome = await stage(name, action);
  if (!outcome.ok) throw new StageError(name);
  return outcome;
}

/** Runs a script's body; a failed stage ends it with exit code 1 and no stack, since its output is on screen. */
export async function main(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof StageError)) throw error;
    process.exitCode = 1;
  }
}
