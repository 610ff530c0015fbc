import { expect, it } from 'vitest';
import { inUtf8, readsChinese } from './in-utf8.js';

/** "文本" in GB18030. */
const inChinese = Uint8Array.of(0xce, 0xc4, 0xb1, 0xbe);
const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());

it('reads the encoding of Chinese spreadsheets', async () => {
  const read = await inUtf8(new File([inChinese, ',a\n'], 'a.csv'));
  expect(read.name).toBe('a.csv');
  expect(await read.text()).toBe('文本,a\n');
});

it('leaves other files as they are', async () => {
  for (const content of ['文本,a\n', 'plain\n', `${'文'.repeat(30_000)}\n`]) {
    const file = new File([content], 'a.csv');
    expect(await inUtf8(file)).toBe(file);
  }
  const picture = new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xff)], 'a.png');
  expect(await bytesOf(await inUtf8(picture))).toEqual(await bytesOf(picture));
});

it('knows who reads Chinese', () => {
  expect(readsChinese('en', ['en-GB', 'zh-CN'])).toBe(true);
  expect(readsChinese('zh', ['en'])).toBe(true);
  expect(readsChinese('en', ['fr', 'en'])).toBe(false);
});
