/** Reads numbers of some bits each, one behind the other, the highest bit first. Behind the end everything is 0. */
export class Bits {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  read(count: number): number {
    let value = 0
    for (const end = this.#at + count; this.#at < end; this.#at++) {
      const byte = this.#bytes[this.#at >> 3] ?? 0
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1)
    }
    return value
  }

  pass(count: number): void {
    this.#at += count
  }

  /** Goes on to where the next byte begins, if not there already. */
  align(): void {
    this.#at = (this.#at + 7) & ~7
  }

  /** Whether more was read than there is. */
  isOver(): boolean {
    return this.#at > this.#bytes.length * 8
  }
}
