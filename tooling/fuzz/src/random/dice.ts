import { createRandom, type Random } from '@tidegate/core';

const blockLength = 256;

/** Choices at random, one after the other: the same seed and path give the same ones. */
export class Dice {
  readonly #random: Random;
  #block = new Uint32Array();
  #blocks = 0;
  #position = 0;

  constructor(seed: number, ...path: readonly (string | number)[]) {
    this.#random = createRandom(seed).split(...path);
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    if (this.#position === this.#block.length) {
      this.#block = this.#random.split(this.#blocks++).integers(blockLength, 2 ** 32) as Uint32Array<ArrayBuffer>;
      this.#position = 0;
    }
    return Math.floor(((this.#block[this.#position++] as number) / 2 ** 32) * bound);
  }

  /** True once in `times`. */
  onceIn(times: number): boolean {
    return this.below(times) === 0;
  }

  /** @param items one or more */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  /** Bytes of any value. */
  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.below(256));
  }

  /** A place to cut `length` things: from 0 to `length`, the ends more often than chance would have it. */
  place(length: number): number {
    if (this.onceIn(8)) return Math.min(length, this.below(9));
    if (this.onceIn(8)) return Math.max(0, length - this.below(9));
    return this.below(length + 1);
  }
}
