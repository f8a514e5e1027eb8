/** Every word the player shows or says. The host sends them with the episode; `{…}` is filled in by the player. */
export interface PlayerWords {
  player: string
  play: string
  pause: string
  back: string
  forward: string
  position: string
  /** "{at} von {length}" */
  positionOf: string
  /** "noch {time}" */
  remaining: string
  speed: string
  volume: string
  mute: string
  unmute: string
  chapters: string
  transcript: string
  episodes: string
  more: string
  share: string
  download: string
  /** "Webseite zum Kapitel {title}" */
  chapterLink: string
  search: string
  found: { none: string; one: string; many: string }
  follow: string
  language: string
  loadingTranscript: string
  noTranscript: string
  shareHere: string
  address: string
  copy: string
  copied: string
  notCopied: string
  sleep: string
  sleepOff: string
  sleepChapter: string
  /** "In {time} wird angehalten." */
  sleepSet: string
  sleepChapterSet: string
  sleepUnset: string
  slept: string
  resume: string
  resumeHint: string
  resumeOn: string
  resumeOff: string
  /** Where the browser keeps nothing of a page. */
  resumeRefused: string
  resumed: string
  keys: string
  /** Key and what it does, in turn. */
  keyList: [key: string, action: string][]
  buffering: string
  broken: string
  unreachable: string
  notLoaded: string
}

/** A sentence with its gaps filled. */
export const fill = (sentence: string, gaps: Record<string, string | number>) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(gaps[name]))
