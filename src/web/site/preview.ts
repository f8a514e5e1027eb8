import type { Request, Response } from 'express'
import { statusOf } from '../../episodes/episode.ts'
import { getPreviewed, previewUrl } from '../../episodes/preview.ts'
import { getTranscript } from '../../episodes/transcript.ts'
import { formatsFor } from '../../episodes/transcripts/formats.ts'
import { notFound } from '../../lib/errors.ts'
import { html } from '../../lib/html.ts'
import { hashedName } from '../../shows/addresses.ts'
import { type Handler, type Host, partOf, pathOf } from '../handler.ts'
import { languageOf, pathIn } from '../languages.ts'
import { momentIn } from '../moment.ts'
import { siteNavigation, wholePage } from '../page.ts'
import { pageUrl } from '../page-url.ts'
import { wordsFor } from '../words/words-for.ts'
import { episodeContent } from './episode-content.ts'
import { sendImage } from './image.ts'
import { sendMedia } from './media.ts'
import { startIn } from './player-facts.ts'
import { sendTranscript } from './transcript-file.ts'

const NOT_KEPT = 'private, no-store'

/**
 * GET /preview/:secret — an episode as listeners will see it, for whoever has its link. Once it is published, the way to
 * its page.
 */
export const showPreview: Handler = async (host, req, res) => {
  const { episode, until, secret } = await openPreview(host, req, res)
  const { config } = host
  const { show, title } = episode
  const language = languageOf(req.path)
  if (statusOf(episode, host.now()) === 'published')
    return res.redirect(302, pageUrl(config, language, show.slug, episode.slug))

  const words = wordsFor(language).preview
  const media = { publicUrl: previewUrl(config, secret) }
  const path = `/preview/${secret}`
  const place = { media, page: config.publicUrl + pathIn(language, path) }
  const content = html`<p class="notice"><strong>${words.title}.</strong> ${words.notYet} ${words.until(momentIn(language, until))}</p>
${await episodeContent(host, episode, { language, startSeconds: startIn(req.query), place })}`
  res.type('html').send(
    wholePage({
      ...{ language, content, title: `${words.title}: ${title} – ${show.title}` },
      hue: (episode.artwork ?? show.artwork)?.hue,
      head: html`<meta name="robots" content="noindex, nofollow">`,
      navigation: siteNavigation(language, path),
    }),
  )
}

/** GET /preview/:secret/audio/*path — its audio, by the code that sends what is public. */
export const showPreviewAudio: Handler = async (host, req, res) => {
  const { enclosure } = (await openPreview(host, req, res)).episode
  if (!enclosure || hashIn(enclosure.path) !== hashIn(pathOf(req))) throw notFound('audio')
  await sendMedia(host, req, res, { ...enclosure, bytes: Number(enclosure.bytes) }, NOT_KEPT)
}

/** GET /preview/:secret/images/:side/*path — its picture, or its show's. */
export const showPreviewImage: Handler = async (host, req, res) => {
  const { artwork, show } = (await openPreview(host, req, res)).episode
  const asked = hashIn(pathOf(req))
  const original = [artwork, show.artwork].find((picture) => picture && hashIn(`${picture.path}.webp`) === asked)
  if (!original) throw notFound('picture')
  await sendImage(host, req, res, original, NOT_KEPT)
}

/** GET /preview/:secret/transcripts/:show/:file — its transcripts, in their forms of now. */
export const showPreviewTranscript: Handler = async (host, req, res) => {
  const { episode } = await openPreview(host, req, res)
  const file = partOf(req, 'file')
  for (const { language, times, sha256 } of episode.transcripts) {
    const endOf = (extension: string) => hashedName(`-${language.toLowerCase()}`, sha256, extension)
    const format = formatsFor(times).find(({ extension }) => file.endsWith(endOf(extension)))
    if (!format) continue
    const transcript = await getTranscript(host, episode.id, language)
    return sendTranscript(req, res, { transcript, format, headers: { 'Cache-Control': NOT_KEPT } })
  }
  throw notFound('transcript')
}

/**
 * The end of a media's address, which alone is looked at: what stands before it follows the title of a draft, and a page
 * that was opened before keeps its media.
 */
const hashIn = (path: string) => path.slice(path.lastIndexOf('-'))

/** Nobody on the way keeps anything of it, no search engine lists it, and what it leads to is not told its address. */
async function openPreview(host: Host, req: Request, res: Response) {
  res.set({ 'Cache-Control': NOT_KEPT, 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow' })
  const secret = partOf(req, 'secret')
  return { ...(await getPreviewed(host, secret)), secret }
}
