import type { FileHandle } from 'node:fs/promises'
import { unsupportedAudio } from './audio-refusals.ts'
import type { RawTags } from './audio-tags.ts'
import type { AudioFacts } from './probe.ts'

/** Refuses: the index of an MP4 is not read yet. */
export async function readMp4(_file: FileHandle, _bytes: number): Promise<{ facts: AudioFacts; raw: RawTags }> {
  throw unsupportedAudio('M4A is not read yet.')
}
