import { S3Store } from '@tus/s3-store'
import { Upload } from '@tus/server'
import type { Config } from '../../config.ts'
import { RECEIVED, receivedKey } from '../../storage/object-keys.ts'
import { type S3Settings, sendingConfig } from '../../storage/s3-client.ts'
import { isUnknownKey, onStore } from '../../storage/s3-refusals.ts'
import { stageStream } from '../../storage/staging.ts'
import type { Storage } from '../../storage/storage.ts'
import type { ReceivedBytes } from './received-bytes.ts'

/** Each lies in a file of the system's temporary folder while it is sent. */
const PART_BYTES = 8 * 1024 * 1024
const PARTS_AT_ONCE = 2
/** What the library puts beside an upload: what it is, and the bytes that are too few for a part. */
const BESIDE = ['.info', '.part']

/** Parts of an object that is being put together in the bucket (S3 multipart upload): any instance can go on. */
export function bucketBytes(settings: S3Settings, config: Config, storage: Storage): ReceivedBytes {
  const { bucket } = settings
  const store = new S3Store({
    s3ClientConfig: { bucket, ...sendingConfig(settings) },
    partSize: PART_BYTES,
    maxConcurrentPartUploads: PARTS_AT_ONCE,
    useTags: false,
    cache: NOTHING_HELD,
  })
  const bytes: ReceivedBytes = {
    begin: (id, size) =>
      onStore(async () => void (await store.create(new Upload({ id: receivedKey(id), size, offset: 0 })))),

    async count(id) {
      return onStore(async () => (await store.getUpload(receivedKey(id))).offset).catch(unlessUnknown)
    },

    add: (id, stream, offset) => onStore(() => store.write(stream, receivedKey(id), offset)),

    async stage(id, name) {
      const opened = await storage.open(receivedKey(id))
      if (opened.from !== 'bucket') throw new TypeError('This is no bucket.')
      return stageStream(config.uploadsDir, opened.stream, { name, maxBytes: config.maxUploadBytes })
    },

    async remove(id) {
      const key = receivedKey(id)
      await onStore(() => store.remove(key)).catch(unlessUnknown)
      for (const object of [key, ...BESIDE.map((end) => key + end)]) await storage.remove(object)
    },

    async sweep(before) {
      const old = new Set<string>()
      for await (const { key, keptAt } of storage.list(RECEIVED)) if (keptAt < before) old.add(idOf(key))
      for (const id of old) await bytes.remove(id)
    },
  }
  return bytes
}

/** What another instance changes may not be remembered here. */
const NOTHING_HELD = { get: async () => undefined, set: async () => undefined, delete: async () => undefined }

const idOf = (key: string) => key.slice(RECEIVED.length).replace(/\.\w+$/, '')

function unlessUnknown(error: unknown) {
  const { status_code: code } = error as { status_code?: number }
  if (code === 404 || isUnknownKey(error) || (error as { status?: number }).status === 404) return null
  throw error
}
