import type { RawTags } from './audio-tags.ts'
import { startsWith } from './tag-blocks.ts'

/** Reads the tag of 128 bytes at the end of old MP3s; nothing when there is none. */
export function readId3v1(tail: Uint8Array): RawTags {
  if (tail.length !== 128 || !startsWith(tail, 'TAG')) return {}
  const text = (from: number, to: number) => readText(tail.subarray(from, to))
  const hasNumber = tail[125] === 0 && tail[126] !== 0
  return {
    title: text(3, 33),
    artist: text(33, 63),
    date: text(93, 97),
    description: text(97, hasNumber ? 125 : 127),
    number: hasNumber ? tail[126] : undefined,
  }
}

/**
 * Latin-1, as nobody wrote down but most do; UTF-8 where no byte contradicts it and a letter has two or more. The last
 * letter may be cut off, because a field is short.
 */
function readText(field: Uint8Array): string {
  const end = field.indexOf(0)
  const bytes = Buffer.from(end < 0 ? field : field.subarray(0, end))
  const latin1 = bytes.toString('latin1').trim()
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }).trim()
    return /[\u0080-\uffff]/.test(text) ? text : latin1
  } catch {
    return latin1
  }
}
