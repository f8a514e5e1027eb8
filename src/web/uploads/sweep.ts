import type { Services } from '../../services.ts'
import { openReceivedBytes } from './received-bytes.ts'

/** Removes uploads begun before a moment, whole or not, and bytes of that age that no row names. */
export async function sweepUploads({ db, config, storage, log }: Services, before: Date) {
  const bytes = openReceivedBytes(config, storage)
  for (const { id, finishedAt } of await db.upload.findMany({ where: { createdAt: { lt: before } } })) {
    await bytes.remove(id)
    await db.upload.deleteMany({ where: { id } })
    if (!finishedAt) log.info({ id }, 'an upload that was not finished was removed')
  }
  await bytes.sweep(before)
}
