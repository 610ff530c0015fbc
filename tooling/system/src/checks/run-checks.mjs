import { StageError, stage } from '../stage.mjs';

/**
 * Runs checks one after another, each with a line of its own; one that fails, or breaks, does not keep the others from running.
 *
 * @param {Record<string, () => any>} checks
 * @param {readonly string[]} [names] which ones; none means all
 */
export async function runChecks(checks, names = []) {
  const wanted = Object.entries(checks).filter(([name]) => names.length === 0 || names.includes(name));
  const failed = [];
  for (const [name, check] of wanted) {
    const { ok } = await stage(name, async () => {
      try {
        return await check();
      } catch (error) {
        // A stage of the check that failed has shown why.
        if (error instanceof StageError) return { ok: false, output: `${error.message}: see above` };
        return { ok: false, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
      }
    });
    if (!ok) failed.push(name);
  }
  return { passed: wanted.length - failed.length, failed: failed.length, names: failed };
}
