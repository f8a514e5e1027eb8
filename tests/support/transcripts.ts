import { ask, askJson, createShow, type Json, publishedEpisode, upload } from './api.ts'
import type { TestHost } from './host.ts'

/** Two voices in the first seconds of any audio. */
export const VTT = `WEBVTT

00:00.000 --> 00:02.500
<v Anna>Guten Tag &amp; willkommen &lt;so&gt;!

00:02.500 --> 00:04.000
Wer ist da?

00:04.000 --> 00:06.000
<v Ben>Ich.
`

export const transcriptsOf = (id: string, language = '') =>
  `/api/v1/episodes/${id}/transcripts${language && `/${language}`}`

/** Sends a transcript as the body of a request. */
export const putTranscript = (host: TestHost, id: string, language: string, body: string, type = 'text/vtt') =>
  ask(host, 'PUT', transcriptsOf(id, language), { body, headers: { 'Content-Type': type } })

/** A published episode of a show of its own, with a transcript in German. */
export async function transcribedEpisode(host: TestHost, show: Record<string, unknown> = {}): Promise<Json> {
  const { slug } = await createShow(host, show)
  const { id } = await publishedEpisode(host, slug, { title: 'Gespräch' })
  const { status } = await putTranscript(host, id, 'de', VTT)
  if (status !== 200) throw new Error(`The transcript was answered ${status}.`)
  return (await ask(host, 'GET', `/api/v1/episodes/${id}`)).json
}

/** Somebody else's change of a line, the first being 1. */
export async function changeLine(host: TestHost, id: string, line: number, text: string) {
  const path = transcriptsOf(id, 'de')
  const was = (await ask(host, 'GET', path)).json.cues[line - 1]
  await askJson(host, 'PATCH', path, { lines: [{ line, was: [was], now: [{ ...was, text }] }] })
}

/** A draft of a show of its own. */
export async function draft(host: TestHost): Promise<Json> {
  return (await upload(host, (await createShow(host)).slug)).json
}

/** The public addresses of an episode's transcript, by extension, without the host. */
export const pathsOf = ({ files }: Json): Record<string, string> =>
  Object.fromEntries(Object.entries<Json>(files).map(([extension, { url }]) => [extension, new URL(url).pathname]))
