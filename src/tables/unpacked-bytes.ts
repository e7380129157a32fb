/**
 * What a ZIP says that its files hold, in bytes, from its central directory; infinite where that cannot be read.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.12 and 4.3.16
 */
export function unpackedBytes(zip: Buffer): number {
  const end = zip.lastIndexOf(endOfDirectory);
  if (end < 0 || end + 22 > zip.length) return Infinity;
  let at = zip.readUInt32LE(end + 16);
  let sum = 0;
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > zip.length || !zip.subarray(at, at + 4).equals(directoryEntry)) return Infinity;
    sum += zip.readUInt32LE(at + 24);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return sum;
}

const endOfDirectory = Buffer.from("PK\x05\x06", "latin1");
const directoryEntry = Buffer.from("PK\x01\x02", "latin1");
