import type { Measurement } from './measure/measure-case.js';

/** A table for people, with a note under it where PyTorch was missing. */
export function formatTable(measurements: readonly Measurement[], pythons: readonly string[]): string {
  const version = measurements.find(({ torchVersion }) => torchVersion)?.torchVersion;
  const rows = [
    ['case', 'backend', 'Tidegate ms', version ? `PyTorch ${version} ms` : 'PyTorch ms', 'ratio'],
    ...measurements.map((measurement) => [
      measurement.case,
      measurement.backend,
      measurement.tidegateMilliseconds.toFixed(2),
      measurement.torchMilliseconds?.toFixed(2) ?? 'not measured',
      measurement.ratio?.toFixed(2) ?? '-',
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((text, column) => align(text, widths[column] ?? 0, column)).join('  '));
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  lines.push('', 'One whole training step, median: batch in, forward, loss, backward, optimizer, loss read back.');
  for (const { case: name, description } of measurements) lines.push(`${name}: ${description}`);
  if (!version)
    lines.push('', `No PyTorch was found (tried ${pythons.join(', ')}): install it, on Debian with "apt install python3-torch".`);
  return lines.join('\n');
}

/** Names to the left, numbers to the right. */
function align(text: string, width: number, column: number): string {
  return column < 2 ? text.padEnd(width) : text.padStart(width);
}
