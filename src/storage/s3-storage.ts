import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { IncomingMessage } from 'node:http'
import { addAbortSignal } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3'
import { checkKey } from './object-keys.ts'
import { connectS3, type S3Settings } from './s3-client.ts'
import { sendStaged } from './s3-parts.ts'
import { damaged, isUnknownKey, onStore, s3Refusal, storageAway, unlessUnknown } from './s3-refusals.ts'
import { endWhenSilent, freeSocketBytes, readOnce } from './s3-stream.ts'
import type { StagedFile } from './staging.ts'
import type { Storage } from './storage.ts'

/** Keeps objects in an S3 bucket: AWS, Ceph and what speaks like them. Connects when it is first used. */
export function s3Storage(settings: S3Settings): Storage {
  const Bucket = settings.bucket
  const { asking, sending } = connectS3(settings)

  return {
    async keep(key, file, type, signal) {
      checkKey(key)
      if ((await stat(file.path)).size !== file.bytes) throw damaged()
      await onStore(async () => {
        if (await holds(key, file, signal)) return
        await send(key, file, type, signal)
        await confirm(key, file)
      })
    },

    async put(key, bytes, type) {
      checkKey(key)
      await onStore(() => sending.send(new PutObjectCommand({ Bucket, Key: key, Body: bytes, ContentType: type })))
    },

    async open(key, range) {
      checkKey(key)
      const stream = await onStore(() => get(key, range))
      return { from: 'bucket', stream, close: () => void stream.destroy() }
    },

    async remove(key) {
      checkKey(key)
      await onStore(() => remove(key))
    },

    async *list(prefix) {
      try {
        for await (const { Contents = [] } of paginateListObjectsV2({ client: asking }, { Bucket, Prefix: prefix }))
          for (const { Key, Size, LastModified } of Contents) yield { key: Key!, bytes: Size!, keptAt: LastModified! }
      } catch (error) {
        throw s3Refusal(error)
      }
    },

    async sweep(before) {
      await onStore(async () => {
        for await (const { Key, UploadId, Initiated } of unfinishedUploads())
          if (Initiated! < before) await asking.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
      })
    },

    async check() {
      await onStore(async () => {
        try {
          await asking.send(new HeadBucketCommand({ Bucket }))
        } catch (error) {
          // A missing bucket answers as an unknown key does.
          throw isUnknownKey(error) ? storageAway(error) : error
        }
      })
    },

    async close() {
      asking.destroy()
      sending.destroy()
    },
  }

  async function get(key: string, range?: { start: number; end: number }, signal?: AbortSignal) {
    const Range = range && `bytes=${range.start}-${range.end}`
    const found = await asking.send(new GetObjectCommand({ Bucket, Key: key, Range }), { abortSignal: signal })
    if (!(found.Body instanceof IncomingMessage)) throw new TypeError('The S3 client gave no stream.')
    endWhenSilent(found.Body)
    freeSocketBytes(found.Body)
    if (!range || found.ContentLength === range.end - range.start + 1) return found.Body
    found.Body.destroy()
    throw new RangeError(`${Range} of ${key} were asked for, ${found.ContentLength} bytes were answered.`)
  }

  /** Whether exactly these bytes are under the key. They are read back: a stored checksum says what was meant. */
  async function holds(key: string, file: StagedFile, signal?: AbortSignal) {
    const stream = await get(key, undefined, signal).catch(unlessUnknown)
    if (!stream) return false
    if (Number(stream.headers['content-length']) !== file.bytes) {
      stream.destroy()
      return false
    }
    if (signal) addAbortSignal(signal, stream)
    const hash = createHash('sha256')
    for await (const chunk of readOnce(stream)) hash.update(chunk)
    return hash.digest('hex') === file.sha256
  }

  async function send(Key: string, file: StagedFile, ContentType: string, signal?: AbortSignal) {
    try {
      await sendStaged(sending, { Bucket, Key, ContentType }, file, signal)
    } catch (error) {
      // The answer to a completed upload was lost, and asked again the store knows of none: what it holds decides.
      if (!(error instanceof Error && error.name === 'NoSuchUpload')) throw error
    }
  }

  /**
   * Compares what the store has made of it, and removes what is not the file. No signal is heeded any more: of two
   * who keep the same file, the one that gives up would remove what the other was told is kept.
   */
  async function confirm(key: string, file: StagedFile) {
    const whole = await holds(key, file).catch((error: unknown) => error)
    if (whole === true) return
    await remove(key)
    throw whole === false ? damaged() : whole
  }

  async function remove(Key: string) {
    await asking.send(new DeleteObjectCommand({ Bucket, Key })).catch(unlessUnknown)
  }

  async function* unfinishedUploads() {
    let page: ListMultipartUploadsCommandOutput | undefined
    do {
      const after = { KeyMarker: page?.NextKeyMarker, UploadIdMarker: page?.NextUploadIdMarker }
      page = await asking.send(new ListMultipartUploadsCommand({ Bucket, ...after }))
      yield* page.Uploads ?? []
    } while (page.IsTruncated)
  }
}
