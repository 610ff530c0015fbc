import { describe, expect, it } from 'vitest';
import { crc32c, maskedCrc32c } from './crc-32c.js';

describe('crc32c', () => {
  // RFC 3720, appendix B.4, and the check value of the catalogues.
  it.each<[string, Uint8Array, number]>([
    ['32 zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['32 that rise', Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
    ['32 that fall', Uint8Array.from({ length: 32 }, (_, index) => 31 - index), 0x113fdb5c],
    ['digits', new TextEncoder().encode('123456789'), 0xe3069283],
    ['nothing', new Uint8Array(), 0],
  ])('is as published for %s', (_, bytes, crc) => {
    expect(crc32c(bytes)).toBe(crc);
  });
});

describe('maskedCrc32c', () => {
  it('rotates and shifts, without a sign', () => {
    expect(maskedCrc32c(new Uint8Array())).toBe(0xa282ead8);
    expect(maskedCrc32c(new TextEncoder().encode('123456789'))).toBe(0xc78ab0e5);
    expect(maskedCrc32c(Uint8Array.of(0x18, 0, 0, 0, 0, 0, 0, 0))).toBe(0x224b7fa3);
  });
});
