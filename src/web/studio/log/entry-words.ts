import type { Role } from '../../../accounts/access.ts'
import type { RefusedEntry } from '../../../accounts/admit.ts'
import type { Kind } from '../../../accounts/logbook.ts'
import type { Way } from '../../../accounts/note-sign-in.ts'
import type { LogEntry } from '../../../accounts/read-log.ts'
import type { Language } from '../../languages.ts'
import { momentIn } from '../../moment.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'

/** What verbs say besides, as it is kept; each kind has some of it. */
interface Facts {
  way?: Way
  role?: Role
  before?: Role | null
  from?: string
  to?: string
  at?: string
  until?: string
  fields?: string[]
  setAside?: { rule: string; reason: string }[]
  roles?: { role: Role }[]
  isAdministrator?: boolean
  verbs?: string[]
  imported?: number
  unchanged?: number
  failed?: number
  code?: string
}

const factsOf = ({ facts }: LogEntry) => facts as Facts

/** What an entry says, as a sentence. One of a kind that a later release has is named by its kind. */
export function sentenceOf(entry: LogEntry, language: Language): string {
  const { log, home } = studioWordsFor(language)
  const { way, role, before, from = '' } = factsOf(entry)
  const name = entry.aboutName ?? ''
  return (
    log.sentences[entry.kind as Kind]?.({
      ...{ who: doerOf(entry, language), name, what: log.quoted(name), from, result: entry.result },
      isOwn: entry.byId !== null && entry.byId === entry.aboutId,
      way: way ? log.ways[way] : '',
      role: role ? home.roles[role] : '',
      before: before ? home.roles[before] : null,
    }) ?? entry.kind
  )
}

/** Who did it, as the beginning of a sentence. */
function doerOf({ byKind, byName }: LogEntry, language: Language): string {
  const { who } = studioWordsFor(language).log
  if (byKind === 'person') return byName ?? ''
  return byKind === 'program' ? who.program(byName ?? '') : who[byKind as 'operator' | 'provider' | 'host' | 'nobody']
}

/** What else there is to say, in sentences of their own. */
export function detailsOf(entry: LogEntry, language: Language): string[] {
  const { log, home, keys } = studioWordsFor(language)
  const facts = factsOf(entry)
  const { details } = log
  const moment = (text: string) => momentIn(language, new Date(text))
  const roles = [
    ...(facts.isAdministrator ? [home.administrator] : []),
    ...(facts.roles ?? []).map(({ role }) => home.roles[role]),
  ]
  const verbsIn = (verbs: string[]) => verbs.map((verb) => keys.verbs[verb as keyof typeof keys.verbs] ?? verb)
  const isKey = entry.kind === 'key-made'
  return [
    facts.from !== undefined && facts.to !== undefined && details.address(facts.from, facts.to),
    facts.from === undefined && facts.to !== undefined && details.to(facts.to),
    facts.at !== undefined && entry.kind !== 'published' && details.at(moment(facts.at)),
    facts.until !== undefined && details.until(moment(facts.until)),
    facts.fields && details.fields(facts.fields.map((name) => log.fields[name as keyof typeof log.fields] ?? name)),
    roles.length > 0 && details.gives(roles),
    isKey && (facts.verbs ? details.verbs([keys.read, ...verbsIn(facts.verbs)]) : details.everything),
    facts.imported !== undefined && details.counts(facts.imported, facts.unchanged ?? 0, facts.failed ?? 0),
    facts.code !== undefined && details.reason(log.reasons[facts.code as RefusedEntry] ?? facts.code),
    ...(facts.setAside ?? []).map(({ rule, reason }) => details.setAside(rule, reason)),
  ].filter((detail) => typeof detail === 'string')
}
