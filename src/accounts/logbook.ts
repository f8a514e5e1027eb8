import type { Prisma, Tx } from '../db.ts'
import type { LogResult } from '../generated/prisma/client.ts'
import type { Services } from '../services.ts'

/** What is written down, by what it is about. These names are part of the API: none gets another one. */
export const LOGGED = {
  'sign-in': ['signing-in'],
  account: [
    'renamed',
    'email-changed',
    'password-asked',
    'password-changed',
    'password-link-made',
    'password-set-by-link',
    'codes-switched-on',
    'codes-switched-off',
    'recovery-codes-made',
    'passkey-added',
    'passkey-removed',
    'second-factor-taken',
    'unlocked',
  ],
  keys: ['key-made', 'key-revoked'],
  people: [
    'invited',
    'invitation-withdrawn',
    'account-made',
    'administrator-made',
    'administrator-unmade',
    'deactivated',
    'reactivated',
    'role-given',
    'role-taken',
  ],
  shows: [
    'show-made',
    'show-changed',
    'show-cover-changed',
    'show-address-changed',
    'feed-moved',
    'feed-move-taken-back',
    'show-deleted',
    'show-restored',
    'import-asked-for',
    'import-ended',
  ],
  episodes: [
    'published',
    'scheduled',
    'unpublished',
    'audio-replaced',
    'episode-address-changed',
    'episode-deleted',
    'episode-restored',
    'preview-link-made',
    'preview-link-revoked',
  ],
} as const

export type Area = keyof typeof LOGGED
export type Kind = (typeof LOGGED)[Area][number]
export const AREAS = Object.keys(LOGGED) as Area[]
export const KINDS: readonly Kind[] = Object.values(LOGGED).flat()

/** Who did it: a person or an API key by name, or one of those that have none. */
export type Doer =
  | { kind: 'person' | 'program'; id: string; name: string }
  | { kind: 'operator' | 'provider' | 'host' | 'nobody' }

/** Whoever runs the host, at its command line. */
export const OPERATOR = { kind: 'operator' } as const satisfies Doer
/** What the host does by itself. */
export const HOST = { kind: 'host' } as const satisfies Doer
/** The authority's provider, by its claims. */
export const PROVIDER_CLAIM = { kind: 'provider' } as const satisfies Doer
/** Who is not signed in. */
export const NOBODY = { kind: 'nobody' } as const satisfies Doer

/** Services for somebody: what changes something that is written down asks for whom. */
export interface Acting extends Services {
  by: Doer
}

/** As much of it as writing down takes. */
export type Logging = Pick<Acting, 'db' | 'log' | 'now' | 'by'>

export const actingAs = <S extends Services>(services: S, by: Doer): S & { by: Doer } => ({ ...services, by })

/** What a verb says of what it did. */
export interface Note {
  kind: Kind
  result?: LogResult
  /** Whoever acts unless given. */
  by?: Doer
  about: About | null
  facts?: Prisma.InputJsonObject
}

/** What it was done to, and what that was called at that moment. */
export interface About {
  kind: 'person' | 'key' | 'invitation' | 'show' | 'episode' | 'import'
  id: string
  name: string
  showId?: string
}

interface Named {
  id: string
  name: string
}

export const aboutPerson = ({ id, name }: Named): About => ({ kind: 'person', id, name })
export const aboutKey = ({ id, name }: Named): About => ({ kind: 'key', id, name })
export const aboutShow = ({ id, title }: { id: string; title: string }): About => ({
  ...{ kind: 'show', id, name: title, showId: id },
})
export const aboutEpisode = ({ id, title, showId }: { id: string; title: string; showId: string }): About => ({
  ...{ kind: 'episode', id, name: title, showId },
})

/**
 * Does something in one transaction, and writes down what it notes in the same: either both are there or neither. One
 * statement for all notes, at the end.
 */
export async function logged<T>(
  services: Logging,
  work: (tx: Tx, note: (note: Note) => void) => Promise<T>,
): Promise<T> {
  let written: Written[] = []
  const done = await services.db.$transaction(async (tx) => {
    const notes: Note[] = []
    const result = await work(tx, (note) => void notes.push(note))
    written = await write(tx, services, notes)
    return result
  })
  tell(services, written)
  return done
}

/** Writes down what was done elsewhere, by the sign-in library for instance. */
export async function logNow(services: Services, note: Note & { by: Doer }) {
  tell(services, await write(services.db, actingAs(services, note.by), [note]))
}

type Written = Awaited<ReturnType<typeof write>>[number]

async function write(tx: Tx, { now, by }: Pick<Acting, 'now' | 'by'>, notes: Note[]) {
  if (notes.length === 0) return []
  const at = now()
  return tx.logEntry.createManyAndReturn({ data: notes.map((note) => rowOf(note, by, at)), select: TOLD })
}

function rowOf({ kind, result, about, facts, by: doer }: Note, acting: Doer, at: Date) {
  const by = doer ?? acting
  const names = 'name' in by ? { byId: by.id, byName: by.name } : {}
  return {
    ...{ at, kind, result, byKind: by.kind, ...names, facts },
    ...(about && { aboutKind: about.kind, aboutId: about.id, aboutName: about.name, showId: about.showId }),
  }
}

/** Without names, reasons and addresses: those stay in the log itself. */
const TOLD = {
  ...{ id: true, at: true, kind: true, result: true, byKind: true, byId: true },
  ...{ aboutKind: true, aboutId: true, showId: true },
} as const

function tell({ log }: Pick<Services, 'log'>, written: Written[]) {
  for (const { id, ...entry } of written) log.info({ entry: Number(id), ...entry }, 'an entry was written to the log')
}

/** Forgets what is older than the setting says. The database refuses anything younger than ninety days. */
export async function sweepLog({ config, db, log, now }: Services) {
  const before = new Date(now().getTime() - config.logKeptDays * 86_400_000)
  const [swept] = await db.$queryRaw<{ count: bigint }[]>`SELECT "sweep_log"(${before}) AS "count"`
  if (swept!.count > 0) log.info({ count: Number(swept!.count), before }, 'old entries of the log were removed')
}
