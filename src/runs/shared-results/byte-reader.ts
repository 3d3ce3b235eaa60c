/** What was read is no results of a run. Thrown by the readers, and caught by `decodeResults`. */
export class DamagedResults extends Error {
  override readonly name = 'DamagedResults';
}

/** As many bytes as a whole number below 2^53 takes. */
const COUNT_BYTES_LIMIT = 8;

/** Reads what `ByteWriter` writes; throws `DamagedResults` for what is missing or out of bounds. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  byte(): number {
    const value = this.#bytes[this.#position++];
    if (value === undefined) throw new DamagedResults('it ends too early');
    return value;
  }

  /** @param most the largest value that makes sense */
  count(most: number): number {
    let value = 0;
    let scale = 1;
    for (let index = 0; index < COUNT_BYTES_LIMIT; index++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value > most) break;
        return value;
      }
      scale *= 0x80;
    }
    throw new DamagedResults(`a number is larger than ${most}`);
  }

  /** @param most the largest value that makes sense, in either direction */
  signed(most: number): number {
    const value = this.count(2 * most);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** One of a list, by its place in it. */
  oneOf<Value extends string>(values: readonly Value[]): Value {
    const value = values[this.byte()];
    if (value === undefined) throw new DamagedResults(`one of ${values.join(', ')} was expected`);
    return value;
  }

  float64(): number {
    return new DataView(this.#take(8).buffer).getFloat64(0, true);
  }

  float32(): number {
    return new DataView(this.#take(4).buffer).getFloat32(0, true);
  }

  text(mostBytes: number): string {
    return new TextDecoder().decode(this.#take(this.count(mostBytes)));
  }

  rest(): Uint8Array {
    return this.#bytes.subarray(this.#position);
  }

  #take(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.byte());
  }
}
