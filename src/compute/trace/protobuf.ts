/**
 * The part of protocol buffers' wire format that an ONNX model needs: a message is a list of fields, each a tag
 * (field number and wire type) and a value. https://protobuf.dev/programming-guides/encoding
 */
const VARINT = 0;
const BYTES = 2;
const FIXED32 = 5;

const encoder = new TextEncoder();

export class Message {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  /** A whole number from -2^53 to 2^53. */
  integer(field: number, value: number): this {
    return this.#tag(field, VARINT).#varint(BigInt.asUintN(64, BigInt(value)));
  }

  float(field: number, value: number): this {
    const chunk = new Uint8Array(4);
    new DataView(chunk.buffer).setFloat32(0, value, true);
    return this.#tag(field, FIXED32).#push(chunk);
  }

  /** The array is kept, not copied, until `encode`. */
  bytes(field: number, value: Uint8Array): this {
    return this.#tag(field, BYTES).#varint(BigInt(value.length)).#push(value);
  }

  string(field: number, value: string): this {
    return this.bytes(field, encoder.encode(value));
  }

  message(field: number, value: Message): this {
    this.#tag(field, BYTES).#varint(BigInt(value.#length));
    for (const chunk of value.#chunks) this.#push(chunk);
    return this;
  }

  /** Fields that are encoded already. */
  encoded(fields: Uint8Array): this {
    return this.#push(fields);
  }

  encode(): Uint8Array {
    const encoded = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      encoded.set(chunk, at);
      at += chunk.length;
    }
    return encoded;
  }

  #tag(field: number, wireType: number): this {
    return this.#varint(BigInt((field << 3) | wireType));
  }

  #varint(value: bigint): this {
    const bytes: number[] = [];
    let rest = value;
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
    bytes.push(Number(rest));
    return this.#push(Uint8Array.from(bytes));
  }

  #push(chunk: Uint8Array): this {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    return this;
  }
}
