import type { Request, Response } from 'express'
import type { Actor, Program } from '../accounts/access.ts'
import { findProgram } from '../accounts/api-key.ts'
import { keepFound, lookAgain } from '../accounts/look-again.ts'
import { findPerson, type Person } from '../accounts/person.ts'
import { isOpen } from '../accounts/sessions.ts'
import { takesPasswords } from '../accounts/takes-passwords.ts'
import { PERSON_HEADER, SOMEBODY_ELSE } from '../browser/studio/person-header.ts'
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
  const find = () => programBy(services, header)
  const program = keepFound(await find(), find)
  senders.set(req, program)
  return program
}

async function programBy(services: Services, header: string): Promise<Program> {
  const secret = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(header)?.[1]
  const program = secret && (await findProgram(services, secret))
  if (!program) throw unauthorized('This API key is unknown, was revoked or is out of date.')
  return program
}

/** Who sends a request, as long as its body has not come. */
const senders = new WeakMap<Request, Actor>()

/**
 * To be asked once, when the body of a request has come: refuses as at its beginning whoever was let in and would not be
 * any more, and who may not any more what was required of her.
 */
export async function askAgain(req: Request) {
  const sender = senders.get(req)
  senders.delete(req)
  if (sender) await lookAgain(sender)
}

/** What a request says of who sent it: its cookies and the browser's name. */
export function carriedBy({ headers }: Request): Headers {
  const carried = new Headers()
  if (headers.cookie) carried.set('cookie', headers.cookie)
  if (headers['user-agent']) carried.set('user-agent', headers['user-agent'].slice(0, MAX_BROWSER_CHARACTERS))
  return carried
}

/** Who is signed in, as she is now, and her session. */
export interface SignedIn {
  person: Person
  sessionId: string
}

/**
 * The person who is signed in, or null. Her session is renewed on the way. Refuses (401) what a script sends from a page of
 * somebody else.
 */
export async function findSignedIn(host: Host, req: Request, res: Response): Promise<SignedIn | null> {
  if (!req.headers.cookie) return null
  const session = await host.signIn.find(carriedBy(req))
  if (!session) return null
  res.append('Set-Cookie', session.cookies)
  const { id: sessionId, personId } = session
  const person = await findPerson(host, personId)
  if (!person) return null
  requirePageOf(person, req, res)
  senders.set(
    req,
    keepFound(person, () => personIn(host, sessionId, personId)),
  )
  return { person, sessionId }
}

function requirePageOf({ id }: Person, req: Request, res: Response) {
  const whose = req.get(PERSON_HEADER)
  if (whose === undefined || whose === id) return
  res.set(PERSON_HEADER, SOMEBODY_ELSE)
  throw new Refusal(401, SOMEBODY_ELSE, 'Somebody else is signed in in this browser by now.')
}

async function personIn(host: Services, sessionId: string, personId: string): Promise<Person> {
  const person = (await isOpen(host, sessionId)) && (await findPerson(host, personId))
  if (!person) throw signedOut()
  return person
}

/**
 * The same, but who is signed out is led to the sign-in page, and from there back to where she was. For the pages on
 * which she sets up a second factor: all others ask `requireSignedIn`.
 */
export async function requireSettingUp(host: Host, req: Request, res: Response): Promise<SignedIn> {
  const signedIn = await findSignedIn(host, req, res)
  if (!signedIn) throw signedOut()
  return signedIn
}

/** The same, but an administrator without the second factor that the host asks for is led to where she sets it up. */
export async function requireSignedIn(host: Host, req: Request, res: Response): Promise<SignedIn> {
  const signedIn = await requireSettingUp(host, req, res)
  if (await lacksSecondFactor(host, signedIn.person))
    throw new Refusal(403, SECOND_FACTOR_MISSING, 'Set up a second factor first.')
  return signedIn
}

/** The person alone. */
export const requirePerson = async (host: Host, req: Request, res: Response): Promise<Person> =>
  (await requireSignedIn(host, req, res)).person

/** Whoever signs in by a provider alone is that provider's to look after. */
export async function lacksSecondFactor(host: Services, person: Person): Promise<boolean> {
  const { isAdministrator, hasPassword, hasSecondFactor } = person
  const isAsked = host.config.requireSecondFactor && isAdministrator && hasPassword && !hasSecondFactor
  return isAsked && (await takesPasswords(host))
}

/** The code of the refusal that `error-page` turns into the way to the sign-in page. */
export const SIGNED_OUT = 'signed-out'
const signedOut = () => new Refusal(401, SIGNED_OUT, 'Sign in first.')
/** And the one that it turns into the way to the page that sets up a second factor. */
export const SECOND_FACTOR_MISSING = 'second-factor-missing'

/** Enough to tell one browser from another in a list. */
const MAX_BROWSER_CHARACTERS = 255
