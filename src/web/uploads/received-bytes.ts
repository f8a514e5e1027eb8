import type { Readable } from 'node:stream'
import type { Config } from '../../config.ts'
import type { StagedFile } from '../../storage/staging.ts'
import type { Storage } from '../../storage/storage.ts'
import { bucketBytes } from './bucket-bytes.ts'
import { diskBytes } from './disk-bytes.ts'

/** Where the bytes of an upload lie until it is whole. */
export interface ReceivedBytes {
  /** Makes room for an upload. */
  begin(id: string): Promise<void>
  /** How many bytes are there; null where nothing is known of the upload. */
  count(id: string): Promise<number | null>
  /** Adds what the stream brings behind those that are there; how many there are then. What came before it broke stays. */
  add(id: string, stream: Readable, offset: number): Promise<number>
  /** The whole as a staged file, with its SHA-256; the received bytes stay. */
  stage(id: string, name: string): Promise<StagedFile>
  /** Removes all of it; one that is not there is fine. */
  remove(id: string): Promise<void>
  /** Removes what was begun before the given moment, whether anything knows of it or not. */
  sweep(before: Date): Promise<void>
}

/** On the disk, or in the bucket where there is one: there another instance can go on. */
export function openReceivedBytes(config: Config, storage: Storage): ReceivedBytes {
  if (config.storage.kind === 'disk') return diskBytes(config.uploadsDir)
  return bucketBytes(config, storage)
}
