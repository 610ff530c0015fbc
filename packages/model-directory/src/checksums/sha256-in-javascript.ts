import { sha256 as digestOf } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** In hexadecimal digits. */
export function sha256(content: Uint8Array | string): string {
  return bytesToHex(digestOf(typeof content === 'string' ? new TextEncoder().encode(content) : content));
}
