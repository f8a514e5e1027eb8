import type { Config } from '../config.ts'
import { diskStorage } from './disk-storage.ts'
import type { Storage } from './storage.ts'

/** The storage that is configured. The S3 client is large, so it is loaded only where there is a bucket. */
export async function openStorage({ storage }: Config): Promise<Storage> {
  if (storage.kind === 'disk') return diskStorage(storage.dir)
  const { s3Storage } = await import('./s3-storage.ts')
  return s3Storage(storage)
}
