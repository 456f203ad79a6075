const table = makeTable();

function makeTable(): Uint32Array {
  const made = new Uint32Array(256);
  for (let index = 0; index < 256; index += 1) {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    made[index] = value >>> 0;
  }
  return made;
}

/** CRC-32 as zip uses it (ISO 3309, reversed polynomial EDB88320), goes on from an earlier value. O(bytes). */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (let index = 0; index < bytes.length; index += 1) {
    value = (value >>> 8) ^ (table[(value ^ (bytes[index] ?? 0)) & 0xff] ?? 0);
  }
  return ~value >>> 0;
}
