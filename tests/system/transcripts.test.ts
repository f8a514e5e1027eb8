import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Cue } from '../../src/episodes/transcripts/cues.ts'
import { writeVtt } from '../../src/episodes/transcripts/write-vtt.ts'
import { hostileCues, plainCues } from '../episodes/transcripts/some-cues.ts'
import type { Json } from '../support/api.ts'
import { openBrowser } from './browser.ts'

const browser = await openBrowser()
afterAll(() => browser.close())
const page = await (await browser.newContext()).newPage()

/** The cues a browser finds in a WebVTT file, each with the voice it begins with. */
const readInBrowser = (vtt: string) =>
  page.evaluate(async (vtt) => {
    const { document } = globalThis as unknown as { document: Json }
    const video = document.createElement('video')
    const track = document.createElement('track')
    track.src = `data:text/vtt;charset=utf-8,${encodeURIComponent(vtt)}`
    document.body.replaceChildren(video)
    video.append(track)
    track.track.mode = 'hidden'
    await new Promise((resolve, reject) => {
      track.onload = resolve
      track.onerror = () => reject(new Error('The browser can’t read it.'))
    })
    return Array.from(track.track.cues as ArrayLike<Json>, (cue) => {
      const html = cue.getCueAsHTML()
      const voice = html.querySelector('span[title]')?.getAttribute('title') ?? null
      return { start: cue.startTime as number, end: cue.endTime as number, voice, text: html.textContent as string }
    })
  }, vtt)

test('a browser reads every WebVTT file as it was written: times, voices and texts', async () => {
  for (const cues of fc.sample(fc.oneof(hostileCues, plainCues), 200)) {
    const found = await readInBrowser(writeVtt(cues))
    expect(found.map(({ text }) => text.replace(/\s+/g, ' '))).toEqual(cues.map(({ text }) => text))
    expect(found.map(({ start, end }) => [start, end])).toEqual(
      cues.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]),
    )
    let last: string | undefined
    const changes = cues.map(({ speaker }: Cue) => {
      const changed = speaker !== undefined && speaker !== last
      last = speaker ?? last
      return changed ? speaker : null
    })
    const named = found.filter((_, at) => changes[at] !== null).map(({ voice }) => voice)
    expect(named).toEqual(changes.filter((name) => name !== null))
  }
}, 120_000)
