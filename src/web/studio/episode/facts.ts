import { factsOfEpisode } from '../../../episodes/episode-facts.ts'
import { fromGermanDay } from '../../../episodes/recorded-on.ts'
import { type Html, html } from '../../../lib/html.ts'
import { episodeFormUrl } from '../../assets.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { choice, field } from '../form.ts'
import { LICENSE_FIELDS, licenseFieldOf, licenseFields, licenseValues, typedLicense } from '../license-fields.ts'
import { keptForm, labelsIn, standing, theirs } from './fields.ts'
import { type EpisodeForm, namedFields, saveFields } from './save-fields.ts'
import type { EpisodeView, Section } from './section.ts'

const NAME = 'facts'
const PLAIN = ['number', 'season', 'type', 'author', 'language', 'explicit', 'recordedOn', 'slug'] as const
/** One fact in two fields, of which nobody wants half; a licence is one likewise. */
const PLACE = ['placeName', 'placeGeo'] as const
const FIELDS = [...PLAIN, ...LICENSE_FIELDS, ...PLACE] as const
type Field = (typeof FIELDS)[number]

/** A licence and the first place are edited in parts; further places stay as they are. */
export const factsForm: EpisodeForm = {
  facts: [LICENSE_FIELDS, PLACE],
  valuesOf(episode) {
    const { license, locations } = factsOfEpisode(episode)
    return {
      ...Object.fromEntries(PLAIN.map((name) => [name, String(episode[name] ?? '')])),
      ...licenseValues(license),
      ...{ placeName: locations[0]?.name ?? '', placeGeo: locations[0]?.geo ?? '' },
    }
  },
  readAs(episode, language) {
    const { types, explicitAnswers, licenses } = studioWordsFor(language).episode.facts
    const { identifier = '' } = factsOfEpisode(episode).license ?? {}
    return {
      type: types[episode.type],
      explicit: explicitAnswers[`${episode.explicit ?? ''}`],
      ...{ licenseIdentifier: licenses[identifier] ?? identifier, licenseName: '' },
    }
  },
  fieldsOf(typed, episode) {
    const before = factsOfEpisode(episode)
    const [first, ...others] = before.locations
    const place = { ...first, name: typed.get('placeName') ?? '', geo: typed.get('placeGeo') ?? '' }
    const hasPlace = `${place.name}${place.geo}`.trim() !== ''
    return {
      ...namedFields(PLAIN)(typed),
      ...(typed.has('recordedOn') && { recordedOn: fromGermanDay(typed.get('recordedOn')!) }),
      ...(typed.has('placeName') && { locations: hasPlace ? [place, ...others] : others }),
      ...(typed.has('licenseIdentifier') && { license: typedLicense(typed, before.license) }),
    }
  },
  nameOf(field, sentence, typed) {
    if (field === 'license') return licenseFieldOf(sentence, typed)
    if (field === 'locations') return /geo: /.test(sentence) ? 'placeGeo' : 'placeName'
    return field
  },
}

/** What apps sort and filter by, and where the episode is found. */
export const factsSection: Section = {
  name: NAME,
  scripts: [episodeFormUrl],
  title: (language) => studioWordsFor(language).episode.facts.heading,
  labels: (language) => labelsIn(studioWordsFor(language).episode.facts, FIELDS),
  content: (view) => (view.mayEdit ? form(view) : factsAlone(view)),
  receive: async (view, req, res) => saveFields(view, await readForm(req, res), factsForm),
}

function form(view: EpisodeView): Html {
  const { language } = view
  const words = studioWordsFor(language).episode.facts
  const about = (name: Field) => ({
    ...{ name, label: words[name], hint: words.hints[name], required: name === 'slug' },
    ...standing(view, NAME, factsForm, name),
  })
  const question = (name: Field) => theirs(view, NAME, name, words[name])
  const one = (name: Field) => html`${field(language, about(name))}${question(name)}`
  const oneOf = (name: Field, options: { value: string; label: string }[]) =>
    html`${choice({ ...about(name), options })}${question(name)}`
  return keptForm(
    view,
    NAME,
    words.save,
    html`${one('number')}
${one('season')}
${oneOf('type', optionsOf(words.types))}
${one('author')}
${one('language')}
${oneOf('explicit', optionsOf(words.explicitAnswers))}
${one('recordedOn')}
${licenseFields(language, about, words.licenses['']!)}
${question('licenseIdentifier')}
${field(language, about('placeName'))}
${field(language, about('placeGeo'))}
${question('placeName')}
${one('slug')}`,
  )
}

function factsAlone({ episode, language }: EpisodeView): Html {
  const words = studioWordsFor(language).episode.facts
  const values = factsForm.valuesOf(episode)
  const read: Record<string, string> = { ...values, ...factsForm.readAs?.(episode, language) }
  if (!values.licenseIdentifier) read.licenseIdentifier = ''
  const shown = FIELDS.map((name) => [words[name], read[name] ?? ''] as const).filter(([, value]) => value !== '')
  return html`<dl class="facts">${shown.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`
}

const optionsOf = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))
