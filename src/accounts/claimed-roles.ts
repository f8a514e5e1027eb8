import type { Config } from '../config.ts'
import type { Tx } from '../db.ts'
import type { Log } from '../log.ts'
import { ROLES, type Role } from './access.ts'

export type ProviderSettings = NonNullable<Config['provider']>

/** What a provider's claim makes of somebody, and what it decides alone. */
export interface Claimed {
  /** Null where the settings give it to nobody: then it is given by hand. */
  isAdministrator: boolean | null
  /** By the show's id, the highest that any value gives. */
  roles: Map<string, Role>
  /** The shows the settings name, whether she has a role in them or not. */
  decidedShowIds: string[]
}

/** Looks up what the settings give for a claim. A show they name that is not there gives nothing. */
export async function findClaimedRoles(
  { tx, log }: { tx: Tx; log: Log },
  { rolesClaim, roles: given }: ProviderSettings,
  claims: Record<string, unknown>,
): Promise<Claimed> {
  const values = new Set(valuesOf(claims, rolesClaim))
  const slugs = [...new Set(given.flatMap(({ show }) => show ?? []))]
  const shows = new Map(
    (await tx.show.findMany({ where: { slug: { in: slugs } }, select: { slug: true, id: true } })).map((row) => [
      row.slug,
      row.id,
    ]),
  )
  const missing = slugs.filter((slug) => !shows.has(slug))
  if (missing.length > 0) log.warn({ shows: missing }, 'OIDC_ROLES names shows that are not there')

  const roles = new Map<string, Role>()
  for (const { value, role, show } of given) {
    const showId = show && shows.get(show)
    if (!showId || role === 'administrator' || !values.has(value)) continue
    roles.set(showId, higher(roles.get(showId), role))
  }
  const administrators = given.filter(({ role }) => role === 'administrator')
  return {
    isAdministrator: administrators.length === 0 ? null : administrators.some(({ value }) => values.has(value)),
    roles,
    decidedShowIds: [...shows.values()],
  }
}

const higher = (one: Role | undefined, other: Role): Role =>
  one && ROLES.indexOf(one) > ROLES.indexOf(other) ? one : other

/** The texts in a claim: one, or a list. Its name may be a way through objects, as Keycloak's `realm_access.roles`. */
export function valuesOf(claims: Record<string, unknown>, name: string): string[] {
  const steps = Object.hasOwn(claims, name) ? [name] : name.split('.')
  const found = steps.reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), claims)
  return [found].flat().filter((value) => typeof value === 'string')
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
