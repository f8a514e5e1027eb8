import { expect } from 'vitest'
import { resolved } from './feed-nodes.ts'

/** A passage as a file has it. */
export interface Said {
  speaker?: string
  startTime?: number
  endTime?: number
  text: string
}

/** "[Musik]", "(lacht)", "♪ la la": nobody says them. */
const isSound = (text: string) => /^[[(♪]/.test(text)

/** What WebVTT says, as a player shows it: whoever spoke goes on, but in a sound. */
export function saidInVtt(file: string): Said[] {
  let last: string | undefined
  return cuesIn(file.replace(/^WEBVTT\n\n/, '')).map(({ payload, ...times }) => {
    const [, voice, text = ''] = /^(?:<v ([^>]*)>)?(.*)$/s.exec(payload) ?? []
    const speaker = voice === undefined ? (isSound(text) ? undefined : last) : resolved(voice)
    last = speaker ?? last
    return { ...times, ...(speaker !== undefined && { speaker }), text: resolved(text) }
  })
}

/** What SubRip says: its speakers are part of the text. */
export const saidInSrt = (file: string): Said[] =>
  cuesIn(file.replaceAll(/(^|\n\n)\d+\n/g, '$1')).map(({ payload, ...times }) => ({ ...times, text: payload }))

const TIME = String.raw`(\d+):(\d\d):(\d\d)[.,](\d{3})`
const TIMES = new RegExp(`^${TIME} --> ${TIME}\n`)

/** Blocks of a line with times and lines of text, which are one. */
function cuesIn(blocks: string) {
  return blocks
    .replace(/\n$/, '')
    .split('\n\n')
    .map((block) => {
      const [line = '', ...parts] = TIMES.exec(block) ?? []
      const [startTime, endTime] = [parts.slice(0, 4), parts.slice(4)].map((time) => {
        const [hours, minutes, seconds, rest] = time.map(Number)
        return (((hours! * 60 + minutes!) * 60 + seconds!) * 1000 + rest!) / 1000
      })
      return { startTime: startTime!, endTime: endTime!, payload: block.slice(line.length).replaceAll('\n', ' ') }
    })
}

const PARAGRAPH = /(?:<cite>(.*?):<\/cite>\n)?(?:<time datetime="PT([\d.]+)S">[\d:]+<\/time>\n)?<p>(.*?)<\/p>\n/gs

/** An HTML transcript says the passages, one after the other: each paragraph those of one speaker from its time on. */
export function expectParagraphs(page: string, cues: Said[]) {
  const waiting = [...cues]
  let last: string | undefined
  for (const [, name, time, html = ''] of page.slice(page.indexOf('<body>')).matchAll(PARAGRAPH)) {
    const text = resolved(html)
    const speaker = name === undefined ? (isSound(text) ? undefined : last) : resolved(name)
    last = speaker ?? last
    expect([speaker, time && Number(time)]).toEqual([waiting[0]?.speaker, waiting[0]?.startTime])
    let said = ''
    while (waiting.length > 0 && said.length < text.length) {
      const cue = waiting.shift()!
      expect(cue.speaker).toBe(speaker)
      said += `${said && ' '}${cue.text}`
    }
    expect(said).toBe(text)
  }
  expect(waiting).toEqual([])
}
