import type { ListedEpisode, PlayerEpisode } from '../../browser/player/episode.ts'
import { type Episode, getPublishedEpisode, listEpisodes } from '../../episodes/episode.ts'
import { notFound } from '../../lib/errors.ts'
import { getShow } from '../../shows/show.ts'
import { type Handler, type Host, partOf } from '../handler.ts'
import { embedHeaders } from '../headers.ts'
import { type Language, languageOf } from '../languages.ts'
import { dayIn } from '../moment.ts'
import { pageUrl } from '../page-url.ts'
import { embedUrl } from './embed-code.ts'
import { embedPage, emptyEmbed } from './embed-page.ts'
import { playerFacts, startIn } from './player-facts.ts'

/** Episodes in the player of a show. */
const NEWEST = 20
/** A new episode, or a corrected title, may reach players elsewhere this much later. */
const MAX_AGE_SECONDS = 60

type Request = Parameters<Handler>[1]
type Response = Parameters<Handler>[2]

/** GET /embed/:show/:episode?t=&variant=&theme= — the player of an episode, to be framed. */
export const embedEpisode: Handler = async (host, req, res) => {
  sendPage(host, res, embedPage(await factsOfEpisode(host, req), req.query))
}

/** GET /embed/:show — the player of the newest episode, with a list of those before. */
export const embedShow: Handler = async (host, req, res) => {
  const { show, facts } = await factsOfShow(host, req)
  const page = facts ? embedPage(facts, req.query) : emptyEmbed(host.config, show, languageOf(req.path), req.query)
  sendPage(host, res, page)
}

/** GET /embed/:show/:episode.json — what a `<sendeplatz-player>` on another site shows. */
export const showEpisodeFacts: Handler = async (host, req, res) => {
  sendFacts(res, await factsOfEpisode(host, req))
}

/** GET /embed/:show.json — the same of a show's newest episode, with a list. */
export const showShowFacts: Handler = async (host, req, res) => {
  const { facts } = await factsOfShow(host, req)
  if (!facts) throw notFound('episode')
  sendFacts(res, facts)
}

async function factsOfEpisode(host: Host, req: Request): Promise<PlayerEpisode> {
  const where = { slug: partOf(req, 'episode'), show: { slug: partOf(req, 'show') } }
  const episode = await getPublishedEpisode(host, where)
  return playerFacts(host.config, episode, languageOf(req.path), startIn(req.query))
}

async function factsOfShow(host: Host, req: Request) {
  const language = languageOf(req.path)
  const show = await getShow(host, partOf(req, 'show'))
  const newest = await listEpisodes(host, show, { listed: 'published', limit: NEWEST, after: null })
  const facts = newest[0] && playerFacts(host.config, newest[0], language, startIn(req.query))
  const episodes = newest.map((episode) => listed(host, episode, language))
  return { show, facts: facts && { ...facts, episodes } }
}

function listed({ config }: Host, episode: Episode, language: Language): ListedEpisode {
  const { title, publishAt, enclosure, show, slug } = episode
  return {
    ...{ title, titleLanguage: episode.language ?? show.language },
    ...{ date: publishAt!.toISOString(), day: dayIn(language, publishAt!), seconds: enclosure!.seconds },
    url: pageUrl(config, language, show.slug, slug),
    facts: `${embedUrl(config, language, show.slug, slug)}.json`,
  }
}

const sendPage = ({ config }: Host, res: Response, page: string) =>
  void res.set(embedHeaders(config)).type('html').send(page)

const sendFacts = (res: Response, facts: PlayerEpisode) =>
  void res.set('Cache-Control', `public, max-age=${MAX_AGE_SECONDS}`).json(facts)
