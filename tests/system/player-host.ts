import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { COVER, createShow, eventually, publish, putFile, SAMPLE, SAMPLE_M4A, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { freePort } from '../support/process.ts'
import { putTranscript } from '../support/transcripts.ts'

const TRANSCRIPTS = join(import.meta.dirname, '../../demo/transcripts')

export const FIRST = '/kaffee/bafoeg'
export const SECOND = '/kaffee/gesellschaft'

/** A host under its own address, with a show of two episodes that have chapters and a transcript. */
export async function startPlayerHost(env: Record<string, string> = {}) {
  const port = String(await freePort())
  const host = await startHost({ env: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, ...env } })
  await createShow(host, { slug: 'kaffee', title: 'Auf ’nen Pod-Kaffee' })
  await putFile(host, '/api/v1/shows/kaffee/artwork', 'artwork', COVER)
  const ids = [
    await addEpisode('gesellschaft', 'Digitale Gesellschaft gestalten', SAMPLE_M4A, '3-digitale-gesellschaft.vtt'),
    await addEpisode('bafoeg', 'Vom Podcast-Trend zum BAföG-Digital', SAMPLE, '1-bafoeg-digital.vtt'),
  ]

  async function addEpisode(slug: string, title: string, file: string, transcript: string): Promise<string> {
    const { json } = await upload(host, 'kaffee', { file, before: { slug, title } })
    await putTranscript(host, json.id, 'de', await readFile(join(TRANSCRIPTS, transcript), 'utf8'))
    const { status } = await publish(host, json.id)
    if (status !== 200) throw new Error(`Publishing was answered ${status}.`)
    return json.id
  }
  return { ...host, ids }
}

/** Seconds heard so far of the player in a page or frame. */
export const heardIn = (page: Pick<Page, 'evaluate'>) =>
  page.evaluate<number>('document.querySelector("audio").currentTime')

/** Waits until the time that a player shows has gone on. */
export async function untilHeard(player: Pick<Locator, 'locator'> | Pick<Page, 'locator'>) {
  const shown = () => player.locator('.times').textContent()
  const before = await shown()
  await eventually(shown, (now) => now !== before)
}
