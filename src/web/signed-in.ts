import type { Request } from 'express'
import { findToken } from '../accounts/token.ts'
import { unauthorized } from '../lib/errors.ts'
import type { Services } from '../services.ts'

/** The token a request carries. Refuses one without, before its body is read. */
export async function requireToken(services: Services, req: Request) {
  const token = await optionalToken(services, req)
  if (!token) throw unauthorized('Send a token in the header: Authorization: Bearer sendeplatz_…')
  return token
}

/** The same for what anybody may ask: null without a token, but a wrong one is refused. */
export async function optionalToken(services: Services, req: Request) {
  const header = req.headers.authorization
  if (!header) return null
  const secret = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(header)?.[1]
  const token = secret && (await findToken(services, secret))
  if (!token) throw unauthorized('This token is unknown or was revoked.')
  return token
}
