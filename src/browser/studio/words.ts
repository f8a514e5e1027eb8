import type { UnsavedWords } from './saving-words.ts'

/** A sentence for each kind of number that a language tells apart (CLDR); `other` where it has no other one. */
export type Counted = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** What an episode is for listeners. */
export type EpisodeStatus = 'draft' | 'scheduled' | 'published'

type DropKind = 'one' | 'many' | 'any'

/** Every word the upload shows or says. The host sends them with the page; `{…}` is filled in. */
export interface UploadWords {
  /** That files may be dropped: many for one show, one for an episode, or many for any show. */
  drop: Record<DropKind, string>
  /** The same while they are held over the page: what becomes of them. */
  dropHere: Record<DropKind, string>
  /** Of several files, where one is taken. */
  takesOne: string
  /** "„{name}“ ist ein Bild" */
  isPicture: string
  toPicture: string
  isText: string
  toTranscript: string
  /** "Nicht hochgeladen: {names}." */
  takesAudio: string
  files: string
  /** "{sent} von {whole}" */
  sent: string
  /** "{rate} je Sekunde" */
  rate: string
  /** "noch {time}" */
  left: string
  /** "{name}: {percent} % hochgeladen" */
  step: string
  waiting: string
  sending: string
  paused: string
  offline: string
  away: string
  /** Why, by the code of the refusal. */
  reasons: Record<string, string>
  checking: string
  done: string
  replaced: Record<EpisodeStatus, string>
  failed: string
  refused: string
  cancelled: string
  notCancelled: string
  elsewhere: string
  /** Of a file that is chosen again while it is in the list. */
  listed: string
  interrupted: string
  /** Of one that is interrupted: "{sent} von {whole} sind hochgeladen ({percent} %)." */
  received: string
  typedWaits: string
  signedOut: string
  forbidden: string
  somebodyElse: string
  /** The way to sign in, in another tab. */
  signIn: { label: string; href: string }
  pause: string
  resume: string
  retry: string
  cancel: string
  chooseOther: string
  remove: string
  toEpisode: string
  title: string
  description: string
  season: string
  number: string
  typeHint: string
  typedHint: string
  saved: string
  keeping: UnsavedWords
  changed: string
  dated: string
  ended: string
  found: string
  /** "In der Datei gefunden: {found}." */
  foundSaid: string
  author: string
  recordedOn: string
  language: string
  duration: string
  chapters: string
  chapterCount: Counted
  cover: string
  coverAlt: string
  askReplace: { heading: string; scheduled: string; published: string; file: string; happens: string[] }
  replace: string
  keep: string
  /** What is left of the page as it was before the audio was replaced. */
  stale: string
  reload: string
  askShow: { heading: string; files: Counted; label: string; yes: string; no: string }
}

/** A sentence with its gaps filled. */
export const fill = (sentence: string, gaps: Record<string, string | number>) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(gaps[name]))

/** The sentence that goes with a number, with the number and what else is told in it. */
export function counted(language: string, sentences: Counted, n: number, gaps: Record<string, string> = {}): string {
  const sentence = sentences[new Intl.PluralRules(language).select(n)] ?? sentences.other
  return fill(sentence, { ...gaps, n: n.toLocaleString(language) })
}
