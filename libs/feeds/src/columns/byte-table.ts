const EMPTY = -1;

/** A hash table from short byte strings to whole numbers of 0 or more, ASCII case aside. Looking up allocates nothing. */
export class ByteTable {
  private slots = new Int32Array(64).fill(EMPTY);
  private hashes: number[] = [];
  private keys: Uint8Array[] = [];
  private numbers: number[] = [];

  /** The number of a key, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const mask = this.slots.length - 1;
    const hash = hashOf(bytes, start, end);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.slots[slot] ?? EMPTY;
      if (entry === EMPTY) return -1;
      if (this.hashes[entry] === hash && this.equals(entry, bytes, start, end)) return this.numbers[entry] ?? -1;
    }
  }

  /** Adds a key that is not in the table. */
  add(bytes: Uint8Array, start: number, end: number, number: number): void {
    const entry = this.keys.push(bytes.slice(start, end).map(upper)) - 1;
    this.numbers.push(number);
    this.hashes.push(hashOf(bytes, start, end));
    if (this.keys.length * 2 > this.slots.length) this.grow();
    else this.place(entry);
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(EMPTY);
    for (let entry = 0; entry < this.keys.length; entry++) this.place(entry);
  }

  private place(entry: number): void {
    const mask = this.slots.length - 1;
    let slot = (this.hashes[entry] ?? 0) & mask;
    while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask;
    this.slots[slot] = entry;
  }

  private equals(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const key = this.keys[entry];
    if (!key || key.length !== end - start) return false;
    for (let at = 0; at < key.length; at++) {
      if (key[at] !== upper(bytes[start + at] ?? 0)) return false;
    }
    return true;
  }
}

function upper(byte: number): number {
  return byte >= 97 && byte <= 122 ? byte - 32 : byte;
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = -2_128_831_035;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ upper(bytes[at] ?? 0), 16_777_619);
  return hash ^ (hash >>> 15);
}
