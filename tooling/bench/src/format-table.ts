import type { Outcome } from './race.js';

/** What the others are compared with, unless told. */
const usualReference = 'PyTorch';

/**
 * A row for each case, and for each system its milliseconds, its memory and, beside the reference, the ratio to it; below it, why a
 * system cannot train a case.
 */
export function formatTable(outcomes: readonly Outcome[], reference: string = usualReference): string {
  const systems = [...new Set(outcomes.map(({ system }) => system))];
  const cases = [...new Set(outcomes.map((outcome) => outcome.case))];
  const notes: string[] = [];
  const header = ['case', ...systems.flatMap((system) => [`${system} ms`, 'MB', ...(system === reference ? [] : ['ratio'])])];
  const rows = cases.map((name) => [name, ...systems.flatMap((system) => cells({ outcomes, name, system, reference, notes }))]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] as string).length)));
  const lines = [header, widths.map((width) => '-'.repeat(width)), ...rows].map((row) =>
    row.map((text, column) => (column === 0 ? text.padEnd(widths[0] as number) : text.padStart(widths[column] as number))).join('  '),
  );
  lines.push('', `ms: one whole training step, batch in to loss read back; MB: peak memory of the process; ratio: to ${reference}`);
  return [...lines, ...notes].join('\n');
}

/** How long a step takes, as a share of the reference's; nothing where one of both was not measured. */
export function ratioOf(
  outcomes: readonly Outcome[],
  { case: name, system, ms }: Outcome,
  reference: string = usualReference,
): number | undefined {
  const other = outcomes.find((outcome) => outcome.case === name && outcome.system === reference);
  return system === reference || ms === undefined || other?.ms === undefined ? undefined : ms / other.ms;
}

interface Cell {
  readonly outcomes: readonly Outcome[];
  readonly name: string;
  readonly system: string;
  readonly reference: string;
  /** Gets what kept a system from running. */
  readonly notes: string[];
}

function cells({ outcomes, name, system, reference, notes }: Cell): string[] {
  const outcome = outcomes.find((each) => each.case === name && each.system === system);
  if (outcome?.error !== undefined) notes.push(`${name}, ${system}: ${outcome.error}`);
  const figures = [outcome?.ms?.toFixed(2) ?? 'no', outcome?.peakMemoryMegabytes?.toFixed(0) ?? '-'];
  if (system === reference) return figures;
  return [...figures, (outcome && ratioOf(outcomes, outcome, reference)?.toFixed(2)) ?? '-'];
}
