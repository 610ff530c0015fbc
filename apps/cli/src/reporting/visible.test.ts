import { expect, test } from 'vitest';
import { visible } from './visible.js';

test('what would break a line or steer a terminal is written out, and nothing else', () => {
  expect(visible('a\tb\r\nc\u001b[31md\u007fe\u0085f\u2028g')).toBe('a\\tb\\r\\nc\\u001b[31md\\u007fe\\u0085f\\u2028g');
  expect(visible('is it "é"\\ 北京 👍🏽?')).toBe('is it "é"\\ 北京 👍🏽?');
});
