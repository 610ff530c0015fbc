import { TidegateError } from '@tidegate/core';
import type { ProcessGroup } from '@tidegate/training';
import { exitCodes } from '../errors/report-failure.js';
import { gatherTexts } from './gather-texts.js';
import { ToldElsewhere } from './told-elsewhere.js';

/**
 * Makes sure that all processes have the same facts, so that they do not train on different things.
 *
 * @param facts by their names, which the message says
 * @throws in all of them, if one has others: in rank 0 a TidegateError that names it, in the others ToldElsewhere
 */
export async function assertSameFacts(group: ProcessGroup, facts: Readonly<Record<string, string | number>>): Promise<void> {
  if (group.size === 1) return;
  const all = (await gatherTexts(group, JSON.stringify(facts))).map((text) => JSON.parse(text) as typeof facts);
  const [first, ...others] = all as [typeof facts, ...(typeof facts)[]];
  for (const [index, other] of others.entries()) {
    const name = [...new Set([...Object.keys(first), ...Object.keys(other)])].find((each) => first[each] !== other[each]);
    if (name === undefined) continue;
    if (group.rank !== 0) throw new ToldElsewhere(exitCodes.failure);
    const values = [other, first].map(({ [name]: value }) => (value === undefined ? 'none' : String(value)));
    throw new TidegateError(
      `rank ${index + 1} differs from rank 0 in ${name} (${values.join(', not ')}); start all with the same command, on the same version of ` +
        'tidegate and the same files',
    );
  }
}
