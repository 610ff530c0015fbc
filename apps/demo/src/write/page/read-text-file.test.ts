import { describe, expect, it } from 'vitest';
import { readTextFile } from './read-text-file.js';

describe('readTextFile', () => {
  it('reads a short file to its end, with the line ends of a page', async () => {
    expect(await readTextFile(new Blob(['tide\r\n潮']), 6)).toEqual({ text: 'tide\n潮', isCut: false });
  });

  it('reads no more of a long file than is wanted, though that may end within a character', async () => {
    expect(await readTextFile(new Blob(['潮水'.repeat(100)]), 4)).toEqual({ text: '潮水潮水', isCut: true });
    // What comes after is not looked at.
    expect(await readTextFile(new Blob(['tide'.repeat(100), Uint8Array.of(0xff, 0)]), 8)).toEqual({ text: 'tidetide', isCut: true });
  });

  it('refuses what is not a text, or ends within a character', async () => {
    await expect(readTextFile(new Blob([Uint8Array.of(0xff, 0xfe, 0x61, 0)]), 8)).rejects.toThrow(TypeError);
    await expect(readTextFile(new Blob(['a\0']), 8)).rejects.toThrow('readTextFile: text must have no character 0');
    await expect(readTextFile(new Blob(['tide', Uint8Array.of(0xe6)]), 8)).rejects.toThrow(TypeError);
  });
});
