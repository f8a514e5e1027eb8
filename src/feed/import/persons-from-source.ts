import { isBlank } from '../../lib/input.ts'
import { findRole, ROLES } from '../../shows/people.ts'
import type { SourceItem } from './parse-source.ts'
import { quoted } from './texts-from-source.ts'

/** What feeds write in place of the taxonomy's roles, in the letters of `lettersOf`: what can mean no other one. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ moderation: 'Host', moderator: 'Host', moderatoren: 'Host', gastgeber: 'Host', presenter: 'Host' },
  ...{ comoderation: 'Co-Host', comoderator: 'Co-Host', komoderation: 'Co-Host', komoderator: 'Co-Host' },
  ...{ gast: 'Guest', gäste: 'Guest', gästin: 'Guest', zugast: 'Guest', studiogast: 'Guest', interviewgast: 'Guest' },
  ...{ gesprächspartner: 'Guest', interviewpartner: 'Guest', interviewee: 'Guest', gastmoderation: 'Guest Host' },
  ...{
    autor: 'Author',
    autoren: 'Author',
    redaktion: 'Editor',
    redakteur: 'Editor',
    recherche: 'Researcher',
    transkription: 'Transcriber',
  },
  ...{ übersetzung: 'Translator', übersetzer: 'Translator', produktion: 'Producer', produzent: 'Producer' },
  ...{ regie: 'Director', regisseur: 'Director', komposition: 'Composer', komponist: 'Composer' },
  ...{ ton: 'Audio Engineer', tontechnik: 'Audio Engineer', tontechniker: 'Audio Engineer' },
  ...{ toningenieur: 'Audio Engineer', tonmeister: 'Audio Engineer', soundengineer: 'Audio Engineer' },
  ...{ tonschnitt: 'Audio Editor', audioschnitt: 'Audio Editor', grafik: 'Graphic Designer' },
}

type Said = NonNullable<NonNullable<SourceItem['podcast']>['persons']>[number]

/**
 * Who takes part (podcast:person), in the words of this host's own fields. Without a role a host, as the standard
 * says. Somebody whose role is none of the taxonomy's by any name is left out, with a sentence, and not made a host.
 */
export const personsFrom = (persons: Said[] | undefined, warnings: string[]) =>
  persons?.flatMap((said) => {
    const { display: name, href: url, img: imageUrl } = said
    const does = roleOf(said, warnings)
    return does ? [{ name, ...does, url, imageUrl }] : []
  })

function roleOf({ display = '', role: text, group }: Said, warnings: string[]) {
  const role = isBlank(text) ? undefined : roleFrom(text!)
  if (role === null) {
    warnings.push(
      `“${quoted(display)}” was left out of the people: “${quoted(text)}” is no role of the Podcast Taxonomy. Name one here.`,
    )
    return null
  }
  if (isBlank(group)) return { role }
  if (findRole(role, group)) return { role, group }
  warnings.push(
    `The group of “${quoted(display)}”, “${quoted(group)}”, was left out: the role is in none of that name.`,
  )
  return { role }
}

/** A role as feeds name it, as the taxonomy does; null for none of it. */
export function roleFrom(text: string): string | null {
  const letters = lettersOf(text)
  const single = letters.replace(/(?:innen|in|s)$/, '')
  return BY_LETTERS.get(letters) ?? BY_LETTERS.get(single) ?? null
}

/** So that "co host" is a Co-Host, and Moderator:in, Moderator*in and Moderator/in are one word. */
const lettersOf = (text: string) => text.normalize('NFC').toLowerCase().replace(/\P{L}/gu, '')

const BY_LETTERS = new Map([
  ...Object.entries(NAMES),
  ...Object.values(ROLES)
    .flat()
    .map((role): [string, string] => [lettersOf(role), role]),
])
