import type { Page } from 'playwright-core';

export interface ReadTable {
  readonly rows: number;
  /** The first column after the head of each row, as it is written. */
  readonly labels: readonly string[];
  /** `columns[column][row]`: all columns of numbers. */
  readonly columns: readonly (readonly number[])[];
}

/** The numbers of a table of the page, as a visitor reads them; of "All values" without its column of signs. */
export async function readTable(page: Page, name: string): Promise<ReadTable> {
  const cells = await page
    .getByRole('region', { name })
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => Array.from(row.querySelectorAll('td'), (cell) => cell.textContent)));
  const isLabelled = name === 'All values';
  const numbers = cells.map((row) => (isLabelled ? row.slice(1) : row).map(Number));
  return {
    rows: cells.length,
    labels: cells.map((row) => row[0] ?? ''),
    columns: (numbers[0] ?? []).map((_, column) => numbers.map((row) => row[column] as number)),
  };
}
