/** What each step of an addition carries to the next one: the carry out of every bit, the least significant first. */
export function carriesOf(first: number, second: number, bits: number): number[] {
  return Array.from({ length: bits }, (_, position) => {
    const modulus = 2 ** (position + 1);
    return (first % modulus) + (second % modulus) >= modulus ? 1 : 0;
  });
}
