import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { freeBytes } from '../lib/free-bytes.ts'
import { damaged } from './s3-refusals.ts'
import type { StagedFile } from './staging.ts'

/** 10,000 parts, S3's limit, are 80 GB. */
const PART_BYTES = 8 * 1024 * 1024
/** One is read while the other is on its way. */
const PARTS_AT_ONCE = 2
/** What is hashed in one go, so that nothing else waits long. */
const HASH_BYTES = 256 * 1024

interface Target {
  Bucket: string
  Key: string
  ContentType: string
}

/**
 * Sends a staged file, in parts where it is long, each from one of two buffers that are used again and again: that
 * bounds the memory. Refuses with 503 `storage-damaged` bytes that are no longer those that were received. Abort and
 * damage are noticed while it is read; then parts under way are waited for and discarded, so nothing is left.
 */
export async function sendStaged(client: S3Client, target: Target, file: StagedFile, signal?: AbortSignal) {
  const handle = await open(file.path)
  try {
    const reader = readParts(handle, signal)
    if (file.bytes > PART_BYTES) return await sendParts(client, target, file, reader)
    const { bytes } = await reader.next(Buffer.allocUnsafe(file.bytes))
    if (reader.sha256() !== file.sha256) throw damaged()
    await client.send(new PutObjectCommand({ ...target, Body: bytes }))
  } finally {
    await handle.close()
  }
}

async function sendParts(client: S3Client, target: Target, file: StagedFile, reader: PartReader) {
  const { ContentType: _, ...where } = target
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target))
  const parts: { PartNumber: number; ETag: string | undefined }[] = []
  let isFailed = false

  const sendWhatComes = async () => {
    const buffer = Buffer.allocUnsafe(PART_BYTES)
    while (!isFailed) {
      const { bytes, number: PartNumber } = await reader.next(buffer)
      if (bytes.byteLength === 0) return freeBytes([buffer])
      const { ETag } = await client.send(new UploadPartCommand({ ...where, UploadId, PartNumber, Body: bytes }))
      parts[PartNumber - 1] = { PartNumber, ETag }
    }
  }
  try {
    const senders = Array.from({ length: PARTS_AT_ONCE }, () =>
      sendWhatComes().catch((error) => {
        isFailed = true
        throw error
      }),
    )
    const failed = (await Promise.allSettled(senders)).find(({ status }) => status === 'rejected')
    if (failed) throw (failed as PromiseRejectedResult).reason
    if (reader.sha256() !== file.sha256) throw damaged()
  } catch (error) {
    // What can't be discarded now, the sweep discards.
    await client.send(new AbortMultipartUploadCommand({ ...where, UploadId })).catch(() => undefined)
    throw error
  }
  await client.send(new CompleteMultipartUploadCommand({ ...where, UploadId, MultipartUpload: { Parts: parts } }))
}

interface PartReader {
  /** Fills the buffer with what comes next, less at the end of the file, nothing behind it. */
  next(buffer: Buffer): Promise<{ bytes: Buffer; number: number }>
  /** Of all that was read. */
  sha256(): string
}

/** Reads parts one after the other, whoever asks. */
function readParts(handle: FileHandle, signal?: AbortSignal): PartReader {
  const hash = createHash('sha256')
  let number = 0
  let before: Promise<unknown> = Promise.resolve()

  const read = async (buffer: Buffer) => {
    let filled = 0
    while (filled < buffer.byteLength) {
      signal?.throwIfAborted()
      const { bytesRead } = await handle.read(buffer, filled, Math.min(HASH_BYTES, buffer.byteLength - filled))
      if (bytesRead === 0) break
      hash.update(buffer.subarray(filled, filled + bytesRead))
      filled += bytesRead
    }
    return { bytes: buffer.subarray(0, filled), number: ++number }
  }
  return {
    next(buffer) {
      const part = before.then(() => read(buffer))
      before = part.catch(() => undefined)
      return part
    },
    sha256: () => hash.digest('hex'),
  }
}
