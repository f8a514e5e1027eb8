import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import type { TestHost } from './host.ts'

export const SAMPLE = join(import.meta.dirname, '../../demo/audio/1-bafoeg-digital.mp3')
export const SAMPLE_M4A = join(import.meta.dirname, '../../demo/audio/3-digitale-gesellschaft.m4a')
export const COVER = join(import.meta.dirname, '../../demo/cover.jpg')

export type Answer = { status: number; headers: Headers; json: Json }
// biome-ignore lint/suspicious/noExplicitAny: answers are checked by what the tests expect of them
export type Json = any

/** A request as a program sends it, with the host's token unless told otherwise. */
export async function ask(
  host: TestHost,
  method: string,
  path: string,
  more: RequestInit & { token?: string | null } = {},
): Promise<Answer> {
  const { token = host.secret, ...init } = more
  const headers = new Headers(init.headers)
  if (token) headers.set('Authorization', `Bearer ${token}`)
  const response = await fetch(host.url + path, { ...init, method, headers })
  const text = await response.text()
  return { status: response.status, headers: response.headers, json: text.startsWith('{') ? JSON.parse(text) : text }
}

export const askJson = (host: TestHost, method: string, path: string, body: unknown, token?: string | null) =>
  ask(host, method, path, {
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
    ...(token === undefined ? {} : { token }),
  })

export const NEW_SHOW = {
  title: 'Nachtzüge',
  description: 'Gespräche über Nachtzüge.',
  language: 'de',
  categories: ['Government'],
  author: 'Landesbahn',
}

/** A show with a slug of its own. */
export async function createShow(host: TestHost, fields: Record<string, unknown> = {}): Promise<Json> {
  const slug = `show-${randomUUID().slice(0, 8)}`
  const { json } = await askJson(host, 'POST', '/api/v1/shows', { ...NEW_SHOW, slug, ...fields })
  return json
}

interface Upload extends RequestInit {
  /** A path, or bytes. */
  file?: string | Blob | Uint8Array
  /** The file's name as the sender gives it. */
  name?: string
  /** Text parts in front of the file. */
  before?: Record<string, string>
  /** Text parts behind the file. */
  after?: Record<string, string>
  token?: string | null
}

/** Uploads a file as an episode. */
export async function upload(
  host: TestHost,
  show: string,
  { file = SAMPLE, name, before = {}, after = {}, ...init }: Upload = {},
): Promise<Answer> {
  const form = new FormData()
  for (const [field, value] of Object.entries(before)) form.append(field, value)
  form.append('audio', await blobOf(file), name ?? (typeof file === 'string' ? basename(file) : 'aufnahme.mp3'))
  for (const [field, value] of Object.entries(after)) form.append(field, value)
  return ask(host, 'POST', `/api/v1/shows/${show}/episodes`, { ...init, body: form })
}

/** Sends one file in a part of that name, as replaced audio and pictures are sent. */
export async function putFile(
  host: TestHost,
  path: string,
  part: string,
  file: string | Uint8Array,
  texts: Record<string, string> = {},
): Promise<Answer> {
  const form = new FormData()
  form.append(part, await blobOf(file), 'datei')
  for (const [name, text] of Object.entries(texts)) form.append(name, text)
  return ask(host, 'PUT', path, { body: form })
}

async function blobOf(file: string | Blob | Uint8Array): Promise<Blob> {
  if (file instanceof Blob) return file
  return new Blob([typeof file === 'string' ? await readFile(file) : new Uint8Array(file)])
}

/** What a host holds of all uploads: staged files, stored objects and rows. */
export async function holdings({ config, storage, db }: TestHost) {
  const keys = async (prefix: string) => (await Array.fromAsync(storage.list(prefix))).map(({ key }) => key)
  return {
    staged: await readdir(config.uploadsDir),
    objects: [...(await keys('audio/')), ...(await keys('artwork/'))],
    episodes: await db.episode.count(),
    enclosures: await db.enclosure.count(),
    artworks: await db.artwork.count(),
    answers: await db.answer.count(),
  }
}

export const NOTHING = { staged: [], objects: [], episodes: 0, enclosures: 0, artworks: 0, answers: 0 }

/** What a test publishes without: it is there for something else than transcripts. */
export const SET_ASIDE = [{ rule: 'transcript-missing', reason: 'Eine Probe, die niemand hört.' }]

/** Publishes an episode, now or at a date, as its gate wants it: its show gets a cover, and no transcript is needed. */
export async function publish(host: TestHost, id: string, at?: string): Promise<Answer> {
  const { show } = await host.db.episode.findUniqueOrThrow({ where: { id }, include: { show: true } })
  if (!show.artworkId) await giveCover(host, show.slug)
  return askJson(host, 'PUT', `/api/v1/episodes/${id}/publication`, { ...(at ? { at } : {}), overrides: SET_ASIDE })
}

/** Gives a show the smallest cover that is one. */
export async function giveCover(host: TestHost, slug: string) {
  const { status } = await putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', await plainCover())
  if (status !== 200) throw new Error(`The cover was answered ${status}.`)
}

let madeCover: Promise<Buffer> | null = null
function plainCover(): Promise<Buffer> {
  const create = { width: 1400, height: 1400, channels: 3, background: '#123' } as const
  madeCover ??= sharp({ create }).png().toBuffer()
  return madeCover
}

/** An episode that is published, now or at a date. */
export async function publishedEpisode(
  host: TestHost,
  show: string,
  fields: Record<string, string> = {},
  at?: string,
): Promise<Json> {
  const { json } = await upload(host, show, { before: fields })
  return (await publish(host, json.id, at)).json
}

/** Asks again until the answer is right, or fails with the last one after a while: on a busy machine all takes longer. */
export async function eventually<T>(
  look: () => Promise<T>,
  right: (value: T) => boolean,
  milliseconds = 15_000,
): Promise<T> {
  const deadline = Date.now() + milliseconds
  for (;;) {
    const value = await look()
    if (right(value)) return value
    if (Date.now() > deadline)
      throw new Error(`Still not right after ${milliseconds} ms: ${JSON.stringify(value)?.slice(0, 2000)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
