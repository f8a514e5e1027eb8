import type { Readable } from 'node:stream'
import type { StagedFile } from './staging.ts'

/**
 * Where kept bytes live: a folder or an S3 bucket, the same to everybody else.
 * Keys are made in `object-keys.ts`. A store that is full refuses with 503 `storage-full`,
 * one that cannot be reached with 503 `storage-away`; an unknown key is a 404.
 */
export interface Storage {
  /**
   * Keeps a staged file under a key, and resolves only when the store holds exactly its
   * bytes: size and SHA-256 of what is stored were compared. Keeping the same file under
   * the same key again changes nothing. The staged file may be gone afterwards. Aborting,
   * or failing, leaves nothing behind under the key, and no unfinished parts.
   */
  keep(key: string, file: StagedFile, type: string, signal?: AbortSignal): Promise<void>

  /** Writes small bytes (a feed, a picture) under a key, replacing what was there in one step. */
  put(key: string, bytes: Uint8Array, type: string): Promise<void>

  /** Opens an object at a range (both ends included), the whole of it by default. The caller closes it. */
  open(key: string, range?: { start: number; end: number }): Promise<StoredBytes>

  /** Removes an object; one that is not there is fine. */
  remove(key: string): Promise<void>

  /** Every object whose key begins with the prefix, in the order of their keys. */
  list(prefix: string): AsyncIterable<{ key: string; bytes: number; keptAt: Date }>

  /** Removes what interrupted writes left behind before the given moment (unfinished files or parts). */
  sweep(before: Date): Promise<void>

  /** Resolves when the store answers; refuses like every other call when it does not. */
  check(): Promise<void>

  close(): Promise<void>
}

/**
 * Opened bytes. A disk hands out a descriptor, which the sender reads with exact positions;
 * a bucket hands out a stream that already begins at the range.
 */
export type StoredBytes =
  | { from: 'disk'; fd: number; close(): void }
  | { from: 'bucket'; stream: Readable; close(): void }
