import type { Request, Response } from 'express'
import type { Program } from '../accounts/access.ts'
import { findProgram } from '../accounts/api-key.ts'
import { findPerson, type Person } from '../accounts/person.ts'
import { Refusal, unauthorized } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import type { Host } from './handler.ts'

/** The program whose key a request carries. Refuses one without, before its body is read. */
export async function requireProgram(services: Services, req: Request): Promise<Program> {
  const program = await optionalProgram(services, req)
  if (!program) throw unauthorized('Send an API key in the header: Authorization: Bearer sendeplatz_…')
  return program
}

/** The same for what anybody may ask: null without a key, but a wrong one is refused. */
export async function optionalProgram(services: Services, req: Request): Promise<Program | null> {
  const header = req.headers.authorization
  if (!header) return null
  const secret = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(header)?.[1]
  const program = secret && (await findProgram(services, secret))
  if (!program) throw unauthorized('This API key is unknown, was revoked or is out of date.')
  return program
}

/** What a request says of who sent it: its cookies and the browser's name. */
export function carriedBy({ headers }: Request): Headers {
  const carried = new Headers()
  if (headers.cookie) carried.set('cookie', headers.cookie)
  if (headers['user-agent']) carried.set('user-agent', headers['user-agent'].slice(0, MAX_BROWSER_CHARACTERS))
  return carried
}

/** The person who is signed in, as she is now, or null. Her session is renewed on the way. */
export async function findSignedIn(host: Host, req: Request, res: Response): Promise<Person | null> {
  if (!req.headers.cookie) return null
  const session = await host.signIn.find(carriedBy(req))
  if (!session) return null
  res.append('Set-Cookie', session.cookies)
  return findPerson(host, session.personId)
}

/** The same, but who is signed out is led to the sign-in page, and from there back to where she was. */
export async function requirePerson(host: Host, req: Request, res: Response): Promise<Person> {
  const person = await findSignedIn(host, req, res)
  if (!person) throw new Refusal(401, SIGNED_OUT, 'Sign in first.')
  return person
}

/** The code of the refusal that `error-page` turns into the way to the sign-in page. */
export const SIGNED_OUT = 'signed-out'

/** Enough to tell one browser from another in a list. */
const MAX_BROWSER_CHARACTERS = 255
