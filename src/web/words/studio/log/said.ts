import type { RefusedEntry } from '../../../../accounts/admit.ts'
import type { Area, Kind } from '../../../../accounts/logbook.ts'
import type { Way } from '../../../../accounts/note-sign-in.ts'
import type { LogResult } from '../../../../generated/prisma/client.ts'
import type { ShowChanges } from '../../../../shows/show-input.ts'

/** What a sentence of the log is made of. */
export interface Said {
  /** Who did it. */
  who: string
  /** What it was done to, as it was called then; empty where that is unknown. */
  name: string
  /** The same in quotes. */
  what: string
  /** Whether somebody did it to herself. */
  isOwn: boolean
  result: LogResult
  /** How somebody signed in. */
  way: string
  /** A role, and the one before. */
  role: string
  before: string | null
  /** What somebody was called before. */
  from: string
}

/** The words of the log in a language: a sentence for each kind of entry. */
export interface LogWords {
  title: string
  titleOf: (show: string) => string
  link: string
  about: (days: number) => string
  filter: string
  kind: string
  allKinds: string
  areas: Record<Area, string>
  show: string
  allShows: string
  person: string
  personHint: string
  apply: string
  none: string
  all: string
  entries: string
  older: string
  newest: string
  who: { program: (name: string) => string; operator: string; provider: string; host: string; nobody: string }
  quoted: (name: string) => string
  ways: Record<Way, string>
  sentences: Record<Kind, (said: Said) => string>
  /** What else there is to say, on lines of their own. */
  details: {
    setAside: (rule: string, reason: string) => string
    fields: (names: string[]) => string
    address: (from: string, to: string) => string
    to: (address: string) => string
    at: (moment: string) => string
    until: (moment: string) => string
    gives: (names: string[]) => string
    verbs: (names: string[]) => string
    everything: string
    counts: (imported: number, unchanged: number, failed: number) => string
    reason: (why: string) => string
  }
  /** Why the provider's word was not enough to come in. */
  reasons: Record<RefusedEntry, string>
  /** What is typed of a show; its slug is told for itself. */
  fields: Record<Exclude<keyof ShowChanges, 'slug'>, string>
}
