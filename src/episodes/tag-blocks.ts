/**
 * How many bytes a tag takes that stands before, between or behind the frames of an MP3: ID3v2 (with its footer),
 * ID3v1 and its extension, APEv1/2, Lyrics3. 0 where none begins.
 */
export function tagBlockSize(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case 0x49: // I
      return id3v2Size(bytes, at)
    case 0x33: // 3
      return startsWith(bytes, '3DI', at) ? 10 : 0
    case 0x54: // T
      return startsWith(bytes, 'TAG+', at) ? 227 : startsWith(bytes, 'TAG', at) ? 128 : 0
    case 0x41: // A
      return apeSize(bytes, at)
    case 0x4c: // L
      return startsWith(bytes, LYRICS, at) ? LYRICS.length : 0
    default:
      return 0
  }
}

/** Lyrics3 says its size only at its end. What follows these letters is text, in which no frame will be found. */
const LYRICS = 'LYRICSBEGIN'

/** Bytes of an ID3v2.2, 2.3 or 2.4 tag with header and footer (ID3v2.4 §3.1); 0 where no valid header stands. */
export function id3v2Size(bytes: Uint8Array, at = 0): number {
  if (!startsWith(bytes, 'ID3', at) || at + 10 > bytes.length) return 0
  const version = bytes[at + 3]!
  const highBits = (bytes[at + 6]! | bytes[at + 7]! | bytes[at + 8]! | bytes[at + 9]!) & 0x80
  if (version < 2 || version > 4 || bytes[at + 4] === 0xff || highBits !== 0) return 0
  const hasFooter = version === 4 && (bytes[at + 5]! & 0x10) !== 0
  return 10 + readSyncSafe(bytes, at + 6) + (hasFooter ? 10 : 0)
}

/** Four bytes of seven bits each (ID3v2.4 §6.2). */
export function readSyncSafe(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 21) | (bytes[at + 1]! << 14) | (bytes[at + 2]! << 7) | bytes[at + 3]!
}

/** Whether these ASCII characters stand there. */
export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[at + i] !== text.charCodeAt(i)) return false
  }
  return true
}

/** An APE header or footer counts 32 bytes; its size field counts the items and the footer. A footer stands alone. */
function apeSize(bytes: Uint8Array, at: number): number {
  if (!startsWith(bytes, 'APETAGEX', at) || at + 32 > bytes.length) return 0
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 32)
  const isHeader = (view.getUint32(20, true) & 0x2000_0000) !== 0
  return 32 + (isHeader ? view.getUint32(12, true) : 0)
}
