import { allCases } from '@tidegate/bench-cases';
import { tfjsLayersCases } from '@tidegate/bench-cases/tfjs-layers';
import { expect, it } from 'vitest';
import { caseNames } from './bench-names.js';

it('the page offers the cases that both libraries have, but for those that run only when they are asked for', () => {
  const ours = allCases.filter(({ onRequest = false }) => !onRequest).map(({ name }) => name);
  const stock = tfjsLayersCases.map(({ name }) => name);
  expect(caseNames).toEqual(ours.filter((name) => stock.includes(name)));
});
