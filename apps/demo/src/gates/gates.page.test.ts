import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../testing/accessibility.js';
import { setUpSite } from '../testing/set-up-site.js';
import { quantitiesOf } from './network/cell-kinds.js';
import { computePass, type Pass, type PassRequest } from './network/pass.js';
import { measureRemembering } from './network/remembering.js';
import { readNumbers, readText, type Sequence } from './sequence/read-sequence.js';
import { defaults } from './settings.js';
import { readTable } from './testing/read-table.js';

const { open } = setUpSite();

/** Little to measure below, where it is not what the test is about. */
const quick = '&memorySteps=5';

const { units, seed, scale } = defaults;
const asked = (changed: Partial<PassRequest>): PassRequest => ({
  cell: 'lstm',
  units,
  seed,
  scale,
  preset: 'random',
  sequence: readText(defaults.text) as Sequence,
  changes: [],
  holds: [],
  ...changed,
});

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

/** The columns of "All values", in the order of the page. */
const columnsOf = ({ cell }: Pick<PassRequest, 'cell'>, { values }: Pass): number[][] =>
  quantitiesOf[cell].flatMap(({ name }) => {
    const rows = values[name] ?? [];
    return (rows[0] ?? []).map((_, unit) => rows.map((row) => row[unit] as number));
  });

/** Compares the open table with what the library computes here, in Node. */
async function expectValues(page: Page, request: PassRequest): Promise<void> {
  const expected = columnsOf(request, await computePass(request));
  await expect.poll(async () => (await readTable(page, 'All values')).labels, { timeout: 10_000 }).toEqual(request.sequence.labels);
  const close = async (): Promise<number> => {
    const { columns } = await readTable(page, 'All values');
    expect(columns.length).toBe(expected.length);
    return Math.max(...columns.flatMap((column, at) => column.map((value, step) => Math.abs(value - (expected[at]?.[step] as number)))));
  };
  await expect.poll(close, { timeout: 10_000 }).toBeLessThan(1e-5);
}

describe('the page of the gates', () => {
  it.each(['lstm', 'gru'] as const)('shows the values of the library for the %s, of a text that is typed', async (cell) => {
    const page = await open(`gates/?preset=random${quick}`);
    await page.getByRole('radio', { name: cell.toUpperCase() }).check();
    await page.getByText('All values').click();
    await expectValues(page, asked({ cell }));
    await page.getByLabel('Your text').fill('潮水 tide');
    await expectValues(page, asked({ cell, sequence: readText('潮水 tide') as Sequence }));
    await page.getByRole('radio', { name: 'Numbers' }).check();
    await page.getByLabel('Your numbers').fill('1, -2，0.5');
    await page.getByLabel('Units').first().fill('2');
    await expectValues(page, asked({ cell, units: 2, sequence: readNumbers('1, -2, 0.5') as Sequence }));
  });

  it('moves through time by keyboard, with the numbers of the equations and the link', async () => {
    const page = await open(`gates/?preset=random&step=1&text=tide${quick}`, { permissions: ['clipboard-read', 'clipboard-write'] });
    const { values } = await computePass(asked({ sequence: readText('tide') as Sequence }));
    const forget = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'forget gate' }) });
    const result = (step: number, unit = 0): string => (values.forget?.[step]?.[unit] ?? Number.NaN).toFixed(2);
    await expect.poll(() => forget.locator('strong').textContent()).toBe(result(0));
    await page.getByRole('slider', { name: 'Step', exact: true }).focus();
    for (const step of [1, 2]) {
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => forget.locator('strong').textContent()).toBe(result(step));
    }
    expect(await page.getByRole('slider', { name: 'Step', exact: true }).getAttribute('aria-valuetext')).toBe('3 of 4: “d”');
    await page.keyboard.press('ArrowRight');
    // Before the address has followed by itself.
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Copied.').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).searchParams.get('step')).toBe('4');
    await page.getByRole('slider', { name: 'Step', exact: true }).press('ArrowLeft');
    await expect.poll(() => new URL(page.url()).searchParams.get('step')).toBe('3');
    await page.getByLabel('Unit', { exact: true }).selectOption('3');
    await expect.poll(() => forget.locator('strong').textContent()).toBe(result(2, 2));
    const again = await open(new URL(page.url()).search.replace(/^/, 'gates/'));
    expect(await again.getByLabel('Your text').inputValue()).toBe('tide');
    await expect.poll(() => again.getByRole('slider', { name: 'Step', exact: true }).inputValue()).toBe('3');
  });

  it('lights a gate that is clicked, in the map, the equations and the drawing', async () => {
    const page = await open('gates/');
    await page.locator('.gate-map').getByRole('button', { name: 'output gate' }).click();
    expect(await page.locator('.equation.chosen').textContent()).toContain('output gate');
    expect(await page.locator('.gate-box.chosen').textContent()).toContain('o');
    await page.locator('.gate-box').first().click();
    expect(await page.locator('.equation.chosen').textContent()).toContain('forget gate');
    await page.getByRole('button', { name: /^b: / }).click();
    expect(await page.getByLabel('Weight from').inputValue()).toBe('bias 0');
    expect(await page.locator('math .lit').textContent()).toBe('bf');
    await page
      .locator('.gate-rows')
      .nth(2)
      .hover({ position: { x: 3, y: 3 } });
    expect(await page.locator('.readout').textContent()).toContain('g, candidate, unit 1, step 1 “a”');
  });

  it('follows a weight that is dragged, beside what was before, and takes it back', async () => {
    const page = await open(`gates/?preset=random&step=1${quick}`);
    await page.getByText('All values').click();
    await expectValues(page, asked({}));
    expect(await page.locator('.ghost').count()).toBe(0);
    await page.getByLabel('Weight from').selectOption('the bias b');
    await page.getByRole('slider', { name: 'Weight', exact: true }).fill('-4');
    const change = { kernel: 'bias', row: 0, block: 1, unit: 0, value: -4 } as const;
    await expectValues(page, asked({ changes: [change] }));
    await expect.poll(() => page.locator('.ghost').count()).toBeGreaterThan(0);
    expect(await page.locator('.readout').textContent()).toContain('was');
    await page.getByLabel('Unit', { exact: true }).selectOption('2');
    await page.getByRole('slider', { name: 'Weight', exact: true }).fill('2');
    await page.getByRole('button', { name: 'Take back: f of unit 1, from the bias b: 0.00 → −4.00' }).press('Enter');
    // Whoever presses twice takes back no other one.
    const other = page.getByRole('button', { name: /^Take back: f of unit 2, / });
    await expectValues(page, asked({ changes: [{ ...change, unit: 1, value: 2 }] }));
    expect(await other.evaluate((button) => button === document.activeElement)).toBe(false);
    await other.click();
    await expectValues(page, asked({}));
    await expect.poll(() => page.locator('.ghost').count()).toBe(0);
  });

  it('holds a gate from a step on', async () => {
    const page = await open(`gates/?preset=random&cell=gru&step=4${quick}`);
    await page.getByText('All values').click();
    await page.getByRole('slider', { name: 'Hold at' }).fill('0.9');
    const hold = { block: 1, unit: 0, value: 0.9, from: 3, to: defaults.text.length - 1 };
    await expectValues(page, asked({ cell: 'gru', holds: [hold] }));
    expect(await page.locator('.equation.chosen').textContent()).toContain('held by you');
    await page.getByRole('radio', { name: 'at this step' }).check();
    await expectValues(page, asked({ cell: 'gru', holds: [{ ...hold, to: 3 }] }));
    await page.getByRole('button', { name: 'Take everything back' }).click();
    await expectValues(page, asked({ cell: 'gru' }));
  });

  it.each([
    ['cpu', 'JavaScript, 1 thread'],
    ['webgpu', /in software/],
  ] as const)('gives the same on %s, which is chosen later', async (backend, running) => {
    const page = await open(`gates/?preset=random${quick}`);
    await page.getByText('All values').click();
    await page.getByLabel('Computes on').selectOption(backend);
    await page.getByText(running).waitFor();
    await page.getByLabel('Seed').first().fill('5');
    await expectValues(page, asked({ seed: 5 }));
  });

  it('goes through time by itself, to the end, and from the start again', async () => {
    const page = await open(`gates/?step=21${quick}`);
    const step = page.getByRole('slider', { name: 'Step', exact: true });
    const play = page.getByRole('button', { name: 'Play' });
    await play.click();
    await expect.poll(() => step.inputValue()).toBe('22');
    await expect.poll(() => play.getAttribute('aria-pressed')).toBe('false');
    await play.click();
    await expect.poll(async () => Number(await step.inputValue()) % 22).toBeGreaterThan(1);
    const rows = page.locator('.gate-rows').first();
    await rows.hover({ position: { x: 3, y: 3 } });
    await expect.poll(async () => Number(await step.inputValue()) % 22, { timeout: 10_000 }).toBeGreaterThan(4);
    await play.click();
    expect(await play.getAttribute('aria-pressed')).toBe('false');
  });

  it('says what is wrong with numbers, and goes on when they are mended', async () => {
    const page = await open(`gates/?input=numbers&numbers=1,2&units=99${quick}`);
    await page.getByText('These settings of the address did not fit').waitFor();
    expect(new URL(page.url()).searchParams.get('units')).toBe('4');
    const units = page.getByLabel('Units').first();
    await units.fill('99');
    await page.getByText('1 – 8', { exact: true }).waitFor();
    await units.press('Tab');
    expect(await units.inputValue()).toBe('8');
    const field = page.getByLabel('Your numbers');
    await field.fill('1, two, 3');
    expect(await page.getByRole('alert').textContent()).toContain('“two” is no number from −10 to 10');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('1, 2, 3');
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await expect.poll(() => page.getByRole('slider', { name: 'Step', exact: true }).getAttribute('max')).toBe('3');
  });

  it('shows how long cells remember, as the library measures it', async () => {
    const page = await open('gates/');
    await page.getByRole('slider', { name: 'Steps', exact: true }).fill('12');
    await page.getByText('All norms').click();
    const request = { steps: 12, units: defaults.memoryUnits, forgetBias: defaults.memoryForgetBias, scale: 1, seed: defaults.memorySeed };
    const [rnn, gru, lstm] = [
      await measureRemembering('rnn', request),
      await measureRemembering('gru', request),
      await measureRemembering('lstm', request),
    ];
    await expect.poll(async () => (await readTable(page, 'All norms')).rows, { timeout: 10_000 }).toBe(12);
    const { columns } = await readTable(page, 'All norms');
    [rnn.h, gru.h, lstm.h, lstm.c ?? []].forEach((norms, at) => {
      norms.forEach((norm, step) => {
        expect(Math.abs((columns[at]?.[step] as number) - norm)).toBeLessThan(1e-5);
      });
    });
    expect(await page.getByText(/what arrives 11 steps earlier is/).count()).toBe(1);
  });

  it.each([
    ['light', 'en', 'All values'],
    ['dark', 'zh-CN', '全部数值'],
  ] as const)('has no problem of accessibility in use, %s, %s', async (colorScheme, locale, all) => {
    const page = await open('gates/?cell=gru', { colorScheme, locale });
    await page.getByText(all).click();
    await page.locator('.drag input[type="range"]').first().fill('2');
    await page.locator('.drag input[type="range"]').last().fill('0.5');
    await page.locator('.ghost').first().waitFor();
    await page.locator('.memory-sentence').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
