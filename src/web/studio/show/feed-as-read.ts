import { parseSource, type SourceChannel, type SourceItem } from '../../../feed/import/parse-source.ts'
import { clockTime } from '../../../lib/duration.ts'
import { fileSize } from '../../../lib/file-size.ts'
import { type Html, html } from '../../../lib/html.ts'
import { htmlToText } from '../../../lib/html-to-text.ts'
import { excerpt } from '../../../lib/plain-text.ts'
import { type Language, langOf } from '../../languages.ts'
import { dayIn } from '../../moment.ts'
import { categoryName } from '../../words/categories.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'

/** So many of the newest episodes are read and shown: more would hold up others. */
const READ_EPISODES = 20
const SHOWN_CHARACTERS = 300

/** What an app finds in a feed: read from its very bytes, by the reader that reads feeds of others. */
export function feedAsRead(xml: string, language: Language): Html {
  const words = studioWordsFor(language).feedHealth.read
  const { channel, items } = parseSource(Buffer.from(beginningOf(xml)), 'application/rss+xml')
  const facts = factsOf(channel, language)
  const spoken = langOf(channel.language ?? language, language)
  return html`<h3>${words.heading}</h3>
<p class="quiet">${words.hint}</p>
<dl class="facts">${facts.map(([name, value]) => html`<dt>${words.facts[name]}</dt><dd${(name === 'title' || name === 'description') && spoken}>${value ?? html`<span class="quiet">${words.missing}</span>`}</dd>`)}</dl>
${
  items.length > 0 &&
  html`<h3 id="read-episodes">${words.episodes(items.length)}</h3>
<section class="table listed" aria-labelledby="read-episodes" tabindex="0"><table>
<thead><tr>${Object.values(words.columns).map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${items.map((item) => episodeRow(item, language))}</tbody></table></section>`
}`
}

/** The feed up to the last episode that is shown, as a feed of its own. */
function beginningOf(xml: string): string {
  const parts = xml.split('</item>')
  if (parts.length <= READ_EPISODES + 1) return xml
  return `${parts.slice(0, READ_EPISODES).join('</item>')}</item></channel></rss>`
}

type Fact = keyof ReturnType<typeof studioWordsFor>['feedHealth']['read']['facts']

function factsOf({ itunes = {}, podcast = {}, ...channel }: SourceChannel, language: Language) {
  const { answers, types } = studioWordsFor(language).settings
  const categories = itunes.categories
    ?.flatMap(({ text = '', categories: below = [] }) =>
      below.length > 0 ? below.map((one) => `${text} > ${one.text}`) : [text],
    )
    .map((category) => categoryName(category, language))
  const facts: Record<Fact, string | undefined> = {
    title: channel.title,
    author: itunes.author,
    description: channel.description && excerpt(htmlToText(channel.description), SHOWN_CHARACTERS),
    language: channel.language,
    categories: categories?.join(', '),
    cover: itunes.image,
    explicit: answers[itunes.explicit ? 'true' : 'false'],
    type: types[itunes.type === 'serial' ? 'serial' : 'episodic'],
    owner: [itunes.owner?.name, itunes.owner?.email].filter(Boolean).join(', ') || undefined,
    copyright: channel.copyright,
    link: channel.link,
    guid: podcast.guid,
    locked: answers[podcast.locked?.value ? 'true' : 'false'],
  }
  return Object.entries(facts) as [Fact, string | undefined][]
}

function episodeRow({ title, pubDate, enclosures = [], itunes, podcast }: SourceItem, language: Language): Html {
  const words = studioWordsFor(language).feedHealth.read
  const [audio] = enclosures
  const also = [
    podcast?.transcripts?.length ? words.also.transcript : '',
    podcast?.chapters ? words.also.chapters : '',
    podcast?.persons?.length ? words.also.persons : '',
  ].filter(Boolean)
  return html`<tr><th scope="row">${title}</th><td>${pubDate && dayIn(language, new Date(pubDate))}</td>
<td>${itunes?.duration && clockTime(Number(itunes.duration))}</td>
<td>${audio?.type}${audio?.length !== undefined && `, ${fileSize(language, audio.length)}`}</td><td>${also.join(', ')}</td></tr>
`
}
