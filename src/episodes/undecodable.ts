import type { FileHandle } from 'node:fs/promises'
import { isAacPacket } from './aac-packets.ts'
import { audioCut, isCut, noAudioFrames } from './audio-refusals.ts'
import { visitSamples } from './mp4-samples.ts'
import type { SampleTables } from './mp4-track.ts'

/** So many packets all over the file are looked at, and so many of its last ones. */
const LOOKS = 64
const LAST_LOOKS = 16

/** Noise gets this far in one file of thirty (600 tried), and is refused as cut. */
const FEWEST_RIGHT = 4

/** Bytes of a packet that are looked at: what may stand before its first channel fits in. */
const LOOK_BYTES = 2048

/** A packet in the file, by its number in the index, and when it is over, in units of the timescale. */
interface Packet {
  index: number
  offset: number
  size: number
  end: number
}

/**
 * Refuses an index of AAC-LC behind which no AAC lies, and one that begins right and goes on with something else, as a
 * download that was never finished goes on with zeros. Of whole files every packet looked at is right (`isAacPacket`);
 * a wrong one here and there, and less than sixteen at the end, are nobody's loss and no reason to refuse a file.
 */
export async function refuseUndecodable(
  file: FileHandle,
  bytes: number,
  samples: SampleTables,
  timescale: number,
  duration: number,
): Promise<void> {
  const step = Math.ceil(samples.count / LOOKS)
  const isLookedAt = (index: number) => index % step === 0 || index >= samples.count - LAST_LOOKS
  const packets = await readPlaces(samples, bytes, isLookedAt)
  const right = await countRight(file, packets)
  if (right < Math.min(FEWEST_RIGHT, packets.length)) throw noAudioFrames('M4A')
  if (packets.length - right < LAST_LOOKS) return
  const seconds = (await findEnd(file, bytes, samples, packets[right - 1]!, packets[right]!)) / timescale
  if (isCut(seconds, duration / timescale)) throw audioCut(seconds, duration / timescale)
}

async function readPlaces(
  samples: SampleTables,
  bytes: number,
  isWanted: (index: number) => boolean,
): Promise<Packet[]> {
  const packets: Packet[] = []
  let index = 0
  await visitSamples(samples, (offset, size, time, duration) => {
    const isThere = size > 0 && offset + size <= bytes
    if (isThere && isWanted(index)) packets.push({ index, offset, size, end: time + duration })
    index++
  })
  return packets
}

/** Up to where the right ones outnumber the wrong ones most. */
async function countRight(file: FileHandle, packets: Packet[]): Promise<number> {
  let lead = 0
  let greatest = 0
  let count = 0
  for (const [index, packet] of packets.entries()) {
    lead += (await isRight(file, packet)) ? 1 : -1
    if (lead < greatest || lead <= 0) continue
    greatest = lead
    count = index + 1
  }
  return count
}

/** When the last right packet is over, of which one and a wrong one behind it are known. */
async function findEnd(
  file: FileHandle,
  bytes: number,
  samples: SampleTables,
  right: Packet,
  wrong: Packet,
): Promise<number> {
  const between = await readPlaces(samples, bytes, (index) => index > right.index && index < wrong.index)
  let from = 0
  let to = between.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (await isRight(file, between[middle]!)) from = middle + 1
    else to = middle
  }
  return (between[from - 1] ?? right).end
}

async function isRight(file: FileHandle, { offset, size }: Packet): Promise<boolean> {
  const length = Math.min(size, LOOK_BYTES)
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset)
  return isAacPacket(buffer.subarray(0, bytesRead))
}
