import { type Dice, type FuzzCase, mutateBytes, mutateJson } from '@tidegate/fuzz';

/** A safetensors file that was broken: its bytes, the JSON of its header, or what stands behind it, once or twice. */
export function brokenSafetensors(
  files: readonly Uint8Array[],
  dice: Dice,
  mutateHeader: (json: string) => { readonly content: string; readonly mutation: string } = (json) => mutateJson(json, dice),
): FuzzCase<Uint8Array> {
  const index = dice.below(files.length);
  let input = files[index] as Uint8Array;
  const mutations = [`file ${index}`];
  for (let left = dice.onceIn(3) ? 2 : 1; left > 0; left--) {
    const header = dice.onceIn(3) ? undefined : headerOf(input);
    if (header === undefined) {
      const { content, mutation } = mutateBytes(input, files, dice);
      input = content;
      mutations.push(mutation);
    } else if (header.data.length > 0 && dice.onceIn(6)) {
      const at = dice.below(header.data.length);
      input = input.with(input.length - header.data.length + at, dice.below(256));
      mutations.push(`another byte ${at} of the data`);
    } else {
      const { content, mutation } = mutateHeader(header.json);
      input = withHeader(content, header.data);
      mutations.push(mutation);
    }
  }
  return { input, bytes: input.length, mutation: mutations.join('; ') };
}

/** The JSON of the header and what stands behind it, unless it is broken already. */
function headerOf(bytes: Uint8Array): { readonly json: string; readonly data: Uint8Array } | undefined {
  if (bytes.length < 8) return undefined;
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > bytes.length - 8) return undefined;
  const json = new TextDecoder().decode(bytes.subarray(8, 8 + length));
  try {
    JSON.parse(json);
    return { json, data: bytes.subarray(8 + length) };
  } catch {
    return undefined;
  }
}

function withHeader(json: string, data: Uint8Array): Uint8Array {
  const header = new TextEncoder().encode(json);
  const bytes = new Uint8Array(8 + header.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  bytes.set(data, 8 + header.length);
  return bytes;
}
