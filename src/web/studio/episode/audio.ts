import { requireAccess } from '../../../accounts/access.ts'
import { getEpisode, statusOf } from '../../../episodes/episode.ts'
import { replaceAudio } from '../../../episodes/ingest.ts'
import { clockTime } from '../../../lib/duration.ts'
import { notFound } from '../../../lib/errors.ts'
import { fileSize } from '../../../lib/file-size.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type Handler, idOf } from '../../handler.ts'
import { pathIn } from '../../languages.ts'
import { seenVersion } from '../../seen-version.ts'
import { requirePerson } from '../../signed-in.ts'
import { sendImage } from '../../site/image.ts'
import { sendMedia } from '../../site/media.ts'
import { receiveUpload } from '../../uploads/multipart.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { AWAY, attempt, statusOfRefused } from '../form.ts'
import { audioErrors } from '../upload.ts'
import { uploadForm } from '../upload-form.ts'
import { conflictOf, type EpisodeView, episodePath, type Section, sectionPath, typedIn } from './section.ts'
import { waveform } from './waveform.ts'

/** What listeners hear, what is known of the file, and another file in its place. */
export const audioSection: Section = {
  name: 'audio',
  title: (language) => studioWordsFor(language).upload.audio.heading,
  content: async (
    view,
  ) => html`<div id="audio-facts" data-follows-upload><data id="audio-seen" value="${view.episode.version}" hidden></data>${view.episode.enclosure ? await facts(view) : html`<p>${words(view).none}</p>`}</div>
${view.mayEdit && replaceForm(view)}`,
  async receive({ host, episode, person: by }, req, res) {
    const outcome = await attempt(async () => {
      const { file } = await receiveUpload(host, req, res, 'audio')
      return replaceAudio(host, episode.id, file, { by, seen: seenVersion(req) })
    }, [AWAY])
    if ('done' in outcome) return null
    const { refused } = outcome
    const [typed, errors] = [new URLSearchParams(), audioErrors(req, refused)]
    return { typed, errors, ...conflictOf(refused), status: statusOfRefused(host, res, refused) }
  },
}

/** GET /studio/episodes/:id/original — the audio as it was uploaded, also a draft's, to who may see the show. */
export const showOriginal: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  const { showId, enclosure } = await getEpisode(host, idOf(req, 'episode'))
  requireAccess(person, 'see show', showId)
  if (!enclosure) throw notFound('audio')
  await sendMedia(host, req, res, { ...enclosure, bytes: Number(enclosure.bytes) }, 'private, no-store')
}

/** GET /studio/episodes/:id/picture/:side — the episode's own cover, also a draft's, to who may see the show. */
export const showOwnPicture: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  const { showId, artwork } = await getEpisode(host, idOf(req, 'episode'))
  requireAccess(person, 'see show', showId)
  if (!artwork) throw notFound('picture')
  await sendImage(host, req, res, artwork, 'private, no-store')
}

/** Where the audio of an episode is for those who may see it. */
export const originalPath = (episode: EpisodeView['episode']) => `${episodePath(episode)}/original` as const

const words = ({ language }: EpisodeView) => studioWordsFor(language).upload.audio

async function facts(view: EpisodeView): Promise<Html> {
  const { host, episode, language } = view
  const { seconds, bytes, type, bitrate, channels, sampleRate, sha256 } = episode.enclosure!
  const names = words(view)
  const number = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 })
  const channelName = channels === 1 ? names.channelNames.one : channels === 2 ? names.channelNames.two : channels
  const chapters = Array.isArray(episode.chapters) ? episode.chapters.length : 0
  return html`<audio controls preload="none" aria-label="${names.listen}" src="${pathIn(language, originalPath(episode))}"></audio>
${await waveform(host, episode.enclosureId)}
<dl class="facts">
<dt>${names.duration}</dt><dd>${clockTime(Math.round(seconds))}</dd>
<dt>${names.size}</dt><dd>${fileSize(language, Number(bytes))}</dd>
<dt>${names.type}</dt><dd>${type}</dd>
<dt>${names.bitrate}</dt><dd>${number(bitrate / 1000)} kbit/s</dd>
<dt>${names.channels}</dt><dd>${channelName}</dd>
<dt>${names.sampleRate}</dt><dd>${number(sampleRate / 1000)} kHz</dd>
<dt>${names.chapters}</dt><dd>${chapters}</dd>
<dt>${names.sha256}</dt><dd><code>${sha256}</code></dd>
</dl>`
}

function replaceForm(view: EpisodeView): Html {
  const { host, episode, language, person, again } = view
  const errors = typedIn(view, 'audio') ? (again?.errors ?? {}) : {}
  const { replace, replaceHint } = words(view)
  const status = statusOf(episode, host.now())
  const to = { episode: episode.id, status, person: person.id }
  return html`<h3>${replace}</h3>
<p class="quiet">${replaceHint[status]}</p>
${uploadForm({ ...{ language, config: host.config, errors }, action: `${sectionPath(view, 'audio')}?seen=${episode.version}`, to })}`
}
