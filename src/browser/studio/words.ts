/** Every word the upload shows or says. The host sends them with the page; `{…}` is filled in. */
export interface UploadWords {
  /** "Dateien hier ablegen oder auswählen" */
  choose: string
  drop: string
  dropOne: string
  files: string
  /** "{sent} von {whole}" */
  sent: string
  /** "{rate} je Sekunde" */
  rate: string
  /** "noch {time}" */
  left: string
  seconds: string
  minutes: string
  hours: string
  /** "{name}: {percent} % hochgeladen" */
  step: string
  waiting: string
  sending: string
  paused: string
  offline: string
  checking: string
  done: string
  failed: string
  cancelled: string
  elsewhere: string
  interrupted: string
  signedOut: string
  pause: string
  resume: string
  retry: string
  cancel: string
  toEpisode: string
  title: string
  description: string
  typeHint: string
  saved: string
  notSaved: string
}

/** A sentence with its gaps filled. */
export const fill = (sentence: string, gaps: Record<string, string | number>) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(gaps[name]))
