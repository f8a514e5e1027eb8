import { type Html, html } from '../../lib/html.ts'
import type { License, Location, Person } from '../../shows/credits-input.ts'
import { LICENSES } from '../../shows/licenses.ts'
import type { Language } from '../languages.ts'
import { roleName } from '../words/roles.ts'
import { wordsFor } from '../words/words-for.ts'

interface Credits {
  persons: Person[]
  locations: Location[]
  license: License | null
}

/** Who takes part, which places it is about or from, and under which licence it stands; nothing of what is unknown. */
export function creditsSection({ persons, locations, license }: Credits, language: Language): Html {
  const words = wordsFor(language)
  const facts = [
    ...locations.map(({ name, rel }) => html`${rel === 'creator' ? words.madeIn : words.about}: ${name}`),
    ...(license
      ? [html`${words.license}: ${linked(license.identifier, license.url ?? LICENSES[license.identifier])}`]
      : []),
  ]
  return html`${persons.length > 0 && html`<h2>${words.people}</h2><ul class="people">${persons.map((person) => personItem(person, language))}</ul>`}
${facts.length > 0 && html`<p class="quiet">${facts.map((fact, at) => html`${at > 0 && ' · '}${fact}`)}</p>`}`
}

const personItem = (person: Person, language: Language) =>
  html`<li>${linked(person.name, person.url)}, ${roleName(person, language)}</li>`

const linked = (text: string, url: string | null | undefined) =>
  url ? html`<a href="${url}">${text}</a>` : html`${text}`
