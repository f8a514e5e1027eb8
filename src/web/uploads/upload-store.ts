import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload } from '@tus/server'
import type { Host } from '../handler.ts'
import type { ReceivedBytes } from './received-bytes.ts'
import { UPLOAD_HOURS } from './upload.ts'

/**
 * What @tus/server knows of uploads: their rows, and the bytes that are there. A finished one counts as whole, though
 * its bytes are an episode by now, so that a sender who missed the answer sends nothing again.
 */
export class UploadStore extends DataStore {
  private readonly host: Host
  private readonly bytes: ReceivedBytes

  constructor(host: Host, bytes: ReceivedBytes) {
    super()
    this.host = host
    this.bytes = bytes
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration']
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.bytes.begin(upload.id)
    upload.creation_date = new Date().toISOString()
    return upload
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await this.rowOf(id)
    const size = Number(row.bytes)
    const offset = row.finishedAt ? size : await this.bytes.count(id)
    if (offset === null) throw ERRORS.FILE_NO_LONGER_EXISTS
    return new Upload({ id, size, offset, creation_date: row.createdAt.toISOString() })
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    // The library has asked how much is there. Asking again would list each part in the bucket again.
    const { bytes } = await this.rowOf(id)
    if (offset === Number(bytes)) return offset
    return this.bytes.add(id, stream, offset)
  }

  override async remove(id: string): Promise<void> {
    await this.bytes.remove(id)
    await this.host.db.upload.deleteMany({ where: { id } })
  }

  override getExpiration(): number {
    return UPLOAD_HOURS * 3_600_000
  }

  private async rowOf(id: string) {
    const row = await this.host.db.upload.findUnique({ where: { id } })
    if (!row) throw ERRORS.FILE_NOT_FOUND
    return row
  }
}
