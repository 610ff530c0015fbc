import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const blockBytes = 512;

/** A field of a tar header: text up to the first zero byte. @param {Buffer} header */
const field = (header, start, length) =>
  header
    .subarray(start, start + length)
    .toString('utf8')
    .replace(/\0.*$/s, '');

/**
 * The files in an npm tarball, read from its ustar headers; names are those inside the package (`dist/index.js`).
 *
 * @param {string} path a `.tgz` file
 * @returns {Map<string, Buffer>}
 */
export function readTarball(path) {
  const archive = gunzipSync(readFileSync(path));
  const files = new Map();
  for (let at = 0; at + blockBytes <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + blockBytes);
    const prefix = field(header, 345, 155);
    const name = (prefix === '' ? '' : `${prefix}/`) + field(header, 0, 100);
    const size = Number.parseInt(field(header, 124, 12), 8);
    const type = field(header, 156, 1);
    const start = at + blockBytes;
    if (type === '0' || type === '') files.set(name.replace(/^package\//, ''), archive.subarray(start, start + size));
    at = start + Math.ceil(size / blockBytes) * blockBytes;
  }
  return files;
}
