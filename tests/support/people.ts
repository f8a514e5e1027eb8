import { randomUUID } from 'node:crypto'
import type { Role } from '../../src/accounts/access.ts'
import { hashPassword } from '../../src/accounts/password-hash.ts'
import { createPerson } from '../../src/accounts/person.ts'
import { CHEAP, type TestHost } from './host.ts'
import { passkeyRow } from './rows.ts'

/** What everybody made here signs in with. */
export const PASSWORD = 'Regenschirm Ofenrohr Klavier'

export type TestPerson = Awaited<ReturnType<typeof makePerson>>

interface About {
  name?: string
  email?: string
  isAdministrator?: boolean
  /** With a passkey, which no device has. */
  hasSecondFactor?: boolean
  /** What she is to which show, by the show's id. */
  roles?: Record<string, Role>
}

let hash: Promise<string> | null = null

/** Somebody with a password; her address is free unless given. */
export async function makePerson({ db }: Pick<TestHost, 'db'>, about: About = {}) {
  hash ??= hashPassword(PASSWORD, CHEAP)
  const { name = 'Frau Süß', email = `${randomUUID().slice(0, 8)}@amt.example`, isAdministrator = false } = about
  const roles = Object.entries(about.roles ?? {}).map(([showId, role]) => ({ showId, role }))
  const person = await createPerson(db, { name, email, isAdministrator, roles, passwordHash: await hash })
  if (!about.hasSecondFactor) return person
  await passkeyRow({ db }, person.id)
  return db.person.update({ where: { id: person.id }, data: { twoFactorEnabled: true } })
}

export const makeAdministrator = (host: Pick<TestHost, 'db'>, about: About = {}) =>
  makePerson(host, { ...about, isAdministrator: true })

/** A member of a show in a role. */
export const makeMember = (host: Pick<TestHost, 'db'>, role: Role, show: { id: string }) =>
  makePerson(host, { name: role, roles: { [show.id]: role } })

/** Signs somebody in as a browser does; an administrator made for it unless given. The Cookie header to send from then on. */
export async function signIn(host: TestHost, person?: { email: string }): Promise<string> {
  const { email } = person ?? (await makeAdministrator(host))
  const answer = await sendForm(host, '/studio/sign-in', { email, password: PASSWORD })
  if (answer.status !== 303) throw new Error(`Signing in was answered ${answer.status}.`)
  return cookieOf(answer.headers)
}

/** The cookies an answer sets, as a browser sends them back. */
export const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .filter((cookie) => !/Max-Age=0/i.test(cookie))
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

export interface PageAnswer {
  status: number
  headers: Headers
  location: string | null
  text: string
}

/** Asks for a page as a browser does, redirects not followed. */
export async function openStudio(host: Pick<TestHost, 'url'>, path: string, cookie?: string): Promise<PageAnswer> {
  const headers: Record<string, string> = cookie ? { cookie } : {}
  return answerOf(await fetch(host.url + path, { headers, redirect: 'manual' }))
}

/** Sends a form as a page of the host does, unless told that it comes from elsewhere. */
export async function sendForm(
  host: Pick<TestHost, 'url' | 'config'>,
  path: string,
  fields: Record<string, string>,
  {
    cookie,
    headers = { origin: new URL(host.config.publicUrl).origin },
  }: { cookie?: string; headers?: Record<string, string> } = {},
): Promise<PageAnswer> {
  const init = { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' } as const
  return answerOf(await fetch(host.url + path, { ...init, headers: { ...headers, ...(cookie ? { cookie } : {}) } }))
}

async function answerOf(response: Response): Promise<PageAnswer> {
  const { status, headers } = response
  return { status, headers, location: headers.get('location'), text: await response.text() }
}
