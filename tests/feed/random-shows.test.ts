import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { cleanLine, cleanText } from '../../src/lib/plain-text.ts'
import { richText, richTextWithin } from '../../src/lib/rich-text.ts'
import { writeAddress } from '../../src/lib/web-address.ts'
import { LICENSES } from '../../src/shows/licenses.ts'
import { findRole } from '../../src/shows/people.ts'
import type { Json } from '../support/api.ts'
import { brokenDocuments } from '../support/document-rules.ts'
import { expectParts, wordsFor } from '../support/expect-parts.ts'
import { brokenRules } from '../support/feed-rules.ts'
import { indexReading, readFeed, readFeedAsIndex, shownText, xmlErrors } from '../support/feeds.ts'
import { feedOfRows, rowsOf, SECONDS, servedOfRows, type TypedEpisode } from '../support/in-memory.ts'
import { typedParts, typedPicture } from '../support/random-parts.ts'
import { typedEpisode, typedShow } from '../support/random-shows.ts'

const SHOWS = 1000
/** libxml2 gets so many documents at once: starting it takes a tenth of a second. */
const BATCH = 100

const config = readConfig({ PUBLIC_URL: 'https://podcast.example' })

const typed = fc.record({ fields: typedShow, picture: typedPicture })
const typedWhole = fc
  .tuple(typedEpisode, typedParts(SECONDS))
  .map(([fields, parts]): TypedEpisode => ({ fields, ...parts }))

test('a thousand shows of hostile text come back as they were typed, by every rule, twice alike', async () => {
  const documents: string[] = []
  const shows = fc.property(typed, fc.array(typedWhole, { maxLength: 2 }), ({ fields, picture }, episodes) => {
    const rows = rowsOf(config, { fields, picture }, episodes)
    const xml = feedOfRows(config, rows.show, rows.episodes)
    documents.push(xml)
    expect(feedOfRows(config, rows.show, rows.episodes)).toBe(xml)
    expect(brokenRules(xml, `https://podcast.example/feeds/${rows.show.slug}.xml`)).toEqual([])
    const served = servedOfRows(config, rows.show, rows.episodes)
    expect(brokenDocuments(xml, served)).toEqual([])

    const [read, asIndex] = [readFeed(xml), readFeedAsIndex(xml)]
    expectShow(fields, read)
    expectShowAsIndex(fields, asIndex)
    expectAlike(asIndex.description, read.description)
    expect(read.podcast.images.map(({ alt }: Json) => alt)).toEqual([wordsFor(picture)])
    const items: Json[] = read.items ?? []
    expect([items.length, asIndex.items.length]).toEqual([episodes.length, episodes.length])
    episodes.forEach((episode, at) => {
      const item = { item: items[at], asIndex: asIndex.items[at], served }
      expectEpisode(episode.fields, fields, item.item)
      expectEpisodeAsIndex(episode.fields, item.asIndex)
      expectParts(episode, item)
    })
    const trailers: Json[] = episodes.map(({ fields }) => fields).filter(({ type }: Json) => type === 'trailer')
    expect((read.podcast.trailers ?? []).map(({ display }: Json) => display)).toEqual(
      trailers.map(({ shortTitle, title }) => cleanLine(shortTitle ?? title)),
    )
  })
  fc.assert(shows, { numRuns: SHOWS })
  expect(documents.length).toBeGreaterThanOrEqual(SHOWS)
  for (let at = 0; at < documents.length; at += BATCH)
    expect(await xmlErrors(...documents.slice(at, at + BATCH))).toEqual([])
}, 120_000)

function expectShow(typed: Json, read: Json) {
  const line = (name: string) => typed[name] && cleanLine(typed[name])
  expect(read).toMatchObject({ title: line('title'), language: typed.language })
  expect([read.copyright, read.itunes.author]).toEqual([line('copyright'), line('author')])
  expect(read.itunes.owner).toEqual(
    typed.ownerEmail && { name: line('ownerName') ?? line('author'), email: typed.ownerEmail },
  )
  if (typed.website) expect(read.link).toBe(address(typed.website))
  expect([read.itunes.block, read.itunes.complete]).toEqual([typed.block || undefined, typed.complete || undefined])
  expectText(read.description, typed.description)
  expect(read.podcast).toMatchObject({ locked: { value: typed.locked ?? true }, medium: typed.medium ?? 'podcast' })
  expect(read.podcast.fundings).toEqual(
    list(typed.funding, ({ url, text }) => ({ url: address(url), display: cleanLine(text) })),
  )
  expect(read.podcast.updateFrequency).toEqual(
    typed.updateFrequency && {
      display: cleanLine(typed.updateFrequency.text),
      ...defined({ ...typed.updateFrequency, text: undefined, rrule: typed.updateFrequency.rrule?.toUpperCase() }),
    },
  )
  expect(read.podcast.podroll?.remoteItems).toEqual(list(typed.podroll, remote))
  expect(read.podcast.publisher?.remoteItem).toEqual(
    typed.publisher && { ...remote(typed.publisher), medium: 'publisher' },
  )
  expectBoth(typed, read.podcast)
}

function expectEpisode(typed: Json, show: Json, { itunes, podcast, ...item }: Json) {
  const line = (name: string) => typed[name] && cleanLine(typed[name])
  expect([item.title, itunes.title, itunes.author]).toEqual([line('title'), line('shortTitle'), line('author')])
  expect([itunes.season, itunes.episode]).toEqual([typed.season, typed.number])
  expect([itunes.explicit, itunes.block]).toEqual([typed.explicit ?? show.explicit ?? false, typed.block || undefined])
  const notes = notesOf(typed)
  expect(item.content?.encoded ?? '').toBe(notes)
  if (typed.description) expectText(item.description, typed.description)
  else expect(item.description ?? '').toBe(richTextWithin(notes, 4000))

  const season = show.seasons?.find(({ number }: Json) => number === typed.season)
  expect(podcast.season).toEqual(
    typed.season && defined({ number: typed.season, name: season && cleanLine(season.name) }),
  )
  expect(podcast.episode).toEqual(typed.number && defined({ number: typed.number, display: line('numberLabel') }))
  expect(podcast.soundbites).toEqual(
    list(typed.soundbites, ({ startSeconds, durationSeconds, title }) =>
      defined({
        startTime: Math.round(startSeconds * 1000) / 1000,
        duration: durationSeconds,
        display: title && cleanLine(title),
      }),
    ),
  )
  expect(podcast.socialInteracts).toEqual(list(typed.socialInteract, social))
  expectBoth(typed, podcast)
}

/** What a show and an episode have alike. */
function expectBoth(typed: Json, podcast: Json) {
  expect(podcast.persons).toEqual(
    list(typed.persons, ({ name, role, group, url, imageUrl }) => {
      const known = findRole(role, group)!
      const its = { role: known.role.toLowerCase(), group: known.group.toLowerCase() }
      return defined({ display: cleanLine(name), ...its, href: address(url), img: address(imageUrl) })
    }),
  )
  expect(podcast.locations).toEqual(
    list(typed.locations, ({ name, country, ...rest }) =>
      defined({ display: cleanLine(name), country: country?.toUpperCase(), ...rest }),
    ),
  )
  expect(podcast.txts).toEqual(
    list(typed.txt, ({ value, purpose }) =>
      defined({ display: cleanText(value), purpose: purpose && cleanLine(purpose) }),
    ),
  )
  expect(podcast.license).toEqual(typed.license && licenseOf(typed.license))
}

/** The index keeps one location, soundbites after the start, and knows no itunes:title and no updateFrequency. */
function expectShowAsIndex(typed: Json, read: Json) {
  for (const name of ['title', 'author', 'copyright']) expectAlike(read[name], typed[name])
  expect(read).toMatchObject({ language: typed.language, medium: typed.medium ?? 'podcast' })
  expect([read.itunesBlock, read.itunesComplete]).toEqual([typed.block ?? false, typed.complete ?? false])
  expectList(read.podcastFunding, typed.funding, ({ message }, { text }) => expectAlike(message, text))
  expectList(read.podroll, typed.podroll, (one, { feedGuid, title }) => {
    expect(one.feedGuid).toBe(feedGuid)
    expectAlike(one.title, title)
  })
  expect(read.podcastPublisher?.feedGuid).toBe(typed.publisher?.feedGuid)
  expectBothAsIndex(typed, read)
}

function expectEpisodeAsIndex(typed: Json, read: Json) {
  for (const name of ['title', 'author']) expectAlike(read[name], typed[name])
  expectAlike(read.content, notesOf(typed))
  expect([read.itunesSeason, read.itunesEpisode]).toEqual([typed.season, typed.number])
  expectAlike(read.podcastEpisode?.display, typed.number && typed.numberLabel)
  expectBothAsIndex(typed, read)
}

function expectBothAsIndex(typed: Json, read: Json) {
  expectList(read.podcastPeople, typed.persons, (person, { name, role, group, url }) => {
    expectAlike(person.name, name)
    expect(person).toMatchObject(findRole(role, group)!)
    expectAlike(person.href, address(url))
  })
  // It takes the words true and false for no text.
  if (!typed.txt?.some(({ purpose }: Json) => purpose === 'ai-content'))
    expectList(read.podcastTxt, typed.txt, (one, { value, purpose }) => {
      expectAlike(one.value, value)
      expectAlike(one.purpose, purpose)
    })
  expectAlike(read.podcastLocation?.name, typed.locations?.[0]?.name)
  const license = typed.license && licenseOf(typed.license)
  if (license?.url) expectAlike(read.license.identifier, license.display)
}

function expectList(read: Json[] | undefined, typed: Json[] | undefined, expectOne: (read: Json, typed: Json) => void) {
  expect(read?.length ?? 0).toBe(typed?.length ?? 0)
  for (const [at, one] of (typed ?? []).entries()) expectOne(read![at], one)
}

const expectAlike = (read: string | undefined, typed: string | undefined) =>
  expect(indexReading(read ?? '')).toBe(indexReading(cleanLine(typed ?? '')))

/** HTML as a reader shows it is what was typed; or, where its markup takes too many bytes, the beginning of it. */
function expectText(html: string, typed: string) {
  const [shown, whole] = [shownText(html), cleanText(typed)]
  if (shown === whole) return
  expect(Buffer.byteLength(html)).toBeGreaterThan(3900)
  expect(shown.endsWith('…') && whole.startsWith(shown.slice(0, -1))).toBe(true)
}

const notesOf = ({ notes }: Json) => richText(notes ?? '', config.publicUrl)

const list = (typed: Json[] | undefined, expected: (entry: Json) => Json) =>
  typed?.length ? typed.map(expected) : undefined
const defined = (fields: Json) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
const address = (url: string | undefined) => url && writeAddress(new URL(cleanLine(url)))

const remote = ({ feedGuid, feedUrl, title, medium }: Json) =>
  defined({ feedGuid, feedUrl: address(feedUrl), title: title && cleanLine(title), medium })

const social = ({ protocol, uri, accountId, accountUrl, priority }: Json) =>
  defined({ protocol, uri, accountId: accountId && cleanLine(accountId), accountUrl: address(accountUrl), priority })

function licenseOf({ identifier, url }: Json) {
  const known = Object.keys(LICENSES).find((name) => name.toLowerCase() === identifier.toLowerCase())
  return defined({ display: known ?? cleanLine(identifier), url: address(url) ?? LICENSES[known ?? ''] ?? undefined })
}
