import type { RawTags } from './audio-tags.ts'
import { startsWith } from './tag-blocks.ts'

/** Reads the tag of 128 bytes at the end of old MP3s; nothing when there is none. */
export function readId3v1(tail: Uint8Array): RawTags {
  if (tail.length !== 128 || !startsWith(tail, 'TAG')) return {}
  const text = (from: number, to: number) =>
    Buffer.from(tail.subarray(from, to)).toString('latin1').split('\0')[0]!.trim()
  const hasNumber = tail[125] === 0 && tail[126] !== 0
  return {
    title: text(3, 33),
    artist: text(33, 63),
    date: text(93, 97),
    description: text(97, hasNumber ? 125 : 127),
    number: hasNumber ? tail[126] : undefined,
  }
}
