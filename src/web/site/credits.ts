import type { Episode } from '../../episodes/episode.ts'
import { factsOfEpisode } from '../../episodes/episode-facts.ts'
import { type Html, html } from '../../lib/html.ts'
import type { License, Location, Person } from '../../shows/credits-input.ts'
import { LICENSES } from '../../shows/licenses.ts'
import type { Funding } from '../../shows/links-input.ts'
import { factsOfShow } from '../../shows/show-facts.ts'
import type { Language } from '../languages.ts'
import { roleName } from '../words/roles.ts'
import { wordsFor } from '../words/words-for.ts'

interface Credits {
  persons?: Person[]
  locations?: Location[]
  license?: License | null
  copyright?: string | null
  funding?: Funding[]
}

/** Who took part, where, under which licence, and how to support it: a section each, of what there is. Null of nothing. */
export function credits(
  { persons = [], locations = [], license, copyright, funding = [] }: Credits,
  language: Language,
): Html | null {
  const words = wordsFor(language)
  if (persons.length + locations.length + funding.length === 0 && !license && !copyright) return null
  return html`${
    persons.length > 0 &&
    html`<section aria-labelledby="people"><h2 id="people">${words.people}</h2>
<ul class="people">${persons.map((person) => personItem(person, language))}</ul></section>`
  }${
    locations.length > 0 &&
    html`<section aria-labelledby="places"><h2 id="places">${words.places}</h2>
<ul class="plain">${locations.map((location) => placeItem(location, language))}</ul></section>`
  }${
    (license || copyright) &&
    html`<section aria-labelledby="licence"><h2 id="licence">${words.license}</h2>
${license && html`<p>${licenseLink(license, language)}</p>`}
${copyright && html`<p class="quiet">${words.rightsHolder}: ${copyright}</p>`}</section>`
  }${
    funding.length > 0 &&
    html`<section aria-labelledby="support"><h2 id="support">${words.support}</h2>
<ul class="plain">${funding.map(({ url, text }) => html`<li><a href="${url}">${text}</a></li>`)}</ul></section>`
  }`
}

/** What an episode says itself takes the place of what its show says. */
export function creditsOf(episode: Episode) {
  const [own, shows] = [factsOfEpisode(episode), factsOfShow(episode.show)]
  return {
    persons: own.persons.length > 0 ? own.persons : shows.persons,
    locations: own.locations.length > 0 ? own.locations : shows.locations,
    license: own.license ?? shows.license,
    copyright: episode.show.copyright,
    funding: shows.funding,
  }
}

const personItem = (person: Person, language: Language) =>
  html`<li>${linked(person.name, person.url)}, ${roleName(person, language)}</li>`

/** A point opens in the maps of the device (RFC 5870), so no map is fetched from anybody. */
function placeItem({ name, rel, geo }: Location, language: Language): Html {
  const words = wordsFor(language)
  return html`<li>${rel === 'creator' ? words.madeIn : words.about}: ${linked(name, geo)}</li>`
}

function licenseLink({ identifier, url }: License, language: Language): Html {
  const name = identifier === 'ARR' ? wordsFor(language).allRightsReserved : identifier
  return linked(name, url ?? LICENSES[identifier])
}

const linked = (text: string, url: string | null | undefined) =>
  url ? html`<a href="${url}">${text}</a>` : html`${text}`
