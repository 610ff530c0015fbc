import { expect, it } from 'vitest';
import { pageOfModel } from './page-of-model.js';

const files = (config: string) => ({ 'config.json': new TextEncoder().encode(config) });

it('knows the page of a model, and of what is none nothing', () => {
  expect(pageOfModel(files('{"model": "rcnn"}'))).toBe('classify');
  expect(pageOfModel(files('{"model": "languageModel"}'))).toBe('write');
  expect(pageOfModel(files('{"model": "sequenceTagger"}'))).toBe('addition');
  for (const config of ['{"model": "toString"}', '{"model": 3}', '[]', 'null', 'no JSON'])
    expect(pageOfModel(files(config))).toBeUndefined();
});
