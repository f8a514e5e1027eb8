import type { Request } from 'express'
import { invalid } from '../../lib/errors.ts'

/** Whether `?deleted=true` asks for what is deleted and can be brought back. Refuses any other word than true or false. */
export function wantsDeleted({ query: { deleted } }: Pick<Request, 'query'>): boolean {
  if (deleted !== undefined && deleted !== 'true' && deleted !== 'false')
    throw invalid({ deleted: 'Choose true or false.' })
  return deleted === 'true'
}
