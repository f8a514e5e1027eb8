import { HOST_VERBS, hostVerbsIn, ROLES, SHOW_VERBS, verbsOf } from './accounts/access.ts'
import { type ApiKey, createApiKey, isUsable, scopeOf } from './accounts/api-key.ts'
import type { Acting } from './accounts/logbook.ts'
import { getShow } from './shows/show.ts'

/** What `token create` was told; without `show` and `may` the key is for everything. */
interface Told {
  name: string
  /** Addresses of shows, with commas between them. */
  show?: string
  /** Roles and verbs, with commas between them. */
  may?: string
  /** Days. */
  expires?: string
}

const MAX_DAYS = 3650

/** Makes a key from the command line, and returns its secret. Refuses, with a sentence, what it doesn't understand. */
export async function addKey(services: Acting, { name, show, may, expires }: Told): Promise<string> {
  const verbs = may === undefined ? undefined : verbsIn(may)
  const expiresAt = expires === undefined ? undefined : inDays(services.now(), expires)
  if (show !== undefined) refuseHostVerbs(verbs ?? [])
  const showIds = show === undefined ? undefined : await Promise.all(wordsIn(show).map(idOf))
  return (await createApiKey(services, { name, verbs, showIds, expiresAt })).secret

  async function idOf(slug: string) {
    return (await getShow(services, slug)).id
  }
}

/** A line about a key: everything but its secret. */
export function describeKey(key: ApiKey, now: Date): string {
  const { id, name, createdAt, expiresAt, lastUsedAt, revokedAt, person } = key
  const { verbs, showIds } = scopeOf(key)
  const state = revokedAt ? 'revoked' : isUsable(key, now) ? 'valid  ' : 'expired'
  const more = [
    expiresAt && `until ${expiresAt.toISOString()}`,
    lastUsedAt ? `last used ${lastUsedAt.toISOString()}` : 'never used',
    verbs && `may ${['see show', ...verbs.filter((verb) => verb !== 'see show')].join(', ')}`,
    showIds && `${showIds.length} ${showIds.length === 1 ? 'show' : 'shows'}`,
    person && `made by ${person.name}`,
  ]
  return [id, createdAt.toISOString(), state, [name, ...more.filter(Boolean)].join('; ')].join('  ')
}

const wordsIn = (text: string) => text.split(',').map((word) => word.trim())

function verbsIn(text: string): string[] {
  const verbs = wordsIn(text).flatMap((word) => {
    const role = ROLES.find((name) => name === word)
    if (role) return verbsOf(role)
    const verb = [...SHOW_VERBS, ...HOST_VERBS].find((name) => name === word)
    if (verb) return [verb]
    const known = [...ROLES, ...SHOW_VERBS, ...HOST_VERBS].join(', ')
    throw new Error(`A key can’t be for "${word}". It can be for ${known}.`)
  })
  return [...new Set(verbs)]
}

function refuseHostVerbs(verbs: string[]) {
  const [verb] = hostVerbsIn(verbs)
  if (verb)
    throw new Error(`A key for single shows can’t be for "${verb}", which concerns the whole host. Leave out --show.`)
}

function inDays(now: Date, text: string): Date {
  const days = Number(text)
  if (!/^\d+$/.test(text) || days < 1 || days > MAX_DAYS)
    throw new Error(`Write after how many days it expires, from 1 to ${MAX_DAYS}.`)
  return new Date(now.getTime() + days * 86_400_000)
}
