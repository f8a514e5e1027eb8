import { isUtf8 } from 'node:buffer'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { Html } from '../lib/html.ts'
import { isBlank } from '../lib/input.ts'
import { markdown } from '../lib/markdown.ts'
import type { Language } from './languages.ts'
import { wordsFor } from './words/words-for.ts'

/** The first versions. A file of the same name in PAGES_DIR takes the place of one. */
const FIRST_VERSIONS = join(import.meta.dirname, 'legal')

/** What still has to be filled in: within a paragraph, over its lines too. */
const GAP = /\[\[((?:(?!\n\s*\n)[\s\S])+?)\]\](?!\])/g
/** In HTML: what stands inside of a tag is no gap. */
const TAG_OR_GAP = /<[^>]*>|\[\[((?:(?!<\/?(?:p|li|h\d|td|th)\b)[\s\S])+?)\]\](?!\])/g

/** What the host knows itself, by name. One it doesn't know is a gap. */
const SETTING = /\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}/g

/** What every page leads to at its end (ThürBITVO, DDG § 5, Art. 13 DSGVO). */
export const LEGAL_PAGES = {
  accessibility: { de: 'barrierefreiheit', en: 'accessibility' },
  imprint: { de: 'impressum', en: 'imprint' },
  privacy: { de: 'datenschutz', en: 'privacy' },
} as const satisfies Record<string, Record<Language, string>>

/** A page only the German site has. */
export const EASY_LANGUAGE = 'leichte-sprache'

/** What the first page begins with, where the operator has written it. */
export const WELCOME = { de: 'willkommen', en: 'welcome' } as const satisfies Record<Language, string>

/** The file names of all of them, without `.md`: the last part of their addresses. */
export const LEGAL_NAMES = [...Object.values(LEGAL_PAGES).flatMap(({ de, en }) => [de, en]), EASY_LANGUAGE]

export const legalPath = ({ de, en }: Record<Language, string>) => ({ de: `/${de}`, en: `/${en}` })

export interface LegalText {
  /** Markdown, the settings it speaks of put in. */
  text: string
  /** What is still to be filled in below each heading but the page's own: "Kontakt: Telefonnummer; Postfach". */
  gaps: string[]
}

/** A legal page as it is now: read anew each time, so that an edited file is shown at once. */
export async function readLegalText(config: Config, name: string): Promise<LegalText> {
  const own = await readOwnText(config, name)
  const written = own.text ?? (await readFile(join(FIRST_VERSIONS, `${name}.md`), 'utf8'))
  const settings = settingsIn(config)
  const text = written.replaceAll(SETTING, (mark, setting) =>
    Object.hasOwn(settings, setting) ? settings[setting]! : `[[${wordsOf(name).unknownSetting(mark)}]]`,
  )
  return { text, gaps: [...faultsIn(name, own), ...gapsIn(text)] }
}

interface OwnText {
  /** Null where there is none that can be read; an empty file is none. */
  text: string | null
  /** What is wrong with the file as a whole. */
  fault: 'notUtf8' | 'isUtf16' | 'unreadable' | 'misnamed' | null
  /** The file that is there under a name like it. */
  found?: string
}

/**
 * A text the operator has written. One that is not UTF-8 is read as UTF-16 or as Windows writes it, so that its umlauts
 * are there, and has a fault, since that is a guess. So has what is no file, or one that this process may not read, and one
 * whose name is only like the right one; what would never end, such as a named pipe, is not waited for.
 */
export async function readOwnText({ pagesDir }: Pick<Config, 'pagesDir'>, name: string): Promise<OwnText> {
  const bytes = await bytesOf(join(pagesDir, `${name}.md`)).catch(({ code }: NodeJS.ErrnoException) => code)
  if (bytes === 'ENOENT') return { text: null, ...(await findMisnamed(pagesDir, `${name}.md`)) }
  if (!Buffer.isBuffer(bytes)) return { text: null, fault: 'unreadable' }
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  return isBlank(text) ? { text: null, fault: null } : { text, fault: FAULTS[encoding] }
}

const FAULTS = { 'utf-8': null, 'utf-16le': 'isUtf16', 'utf-16be': 'isUtf16', 'windows-1252': 'notUtf8' } as const

const bytesOf = async (path: string) => ((await stat(path)).isFile() ? readFile(path) : undefined)

/** Other capitals, or the ending that editors put behind a name. A link that leads nowhere has the right name. */
async function findMisnamed(dir: string, file: string): Promise<Pick<OwnText, 'fault' | 'found'>> {
  const names = await readdir(dir).catch(() => [])
  const found = names.find((name) => [file, `${file}.txt`].includes(name.toLowerCase()))
  if (found === undefined) return { fault: null }
  return found === file ? { fault: 'unreadable' } : { fault: 'misnamed', found }
}

/**
 * UTF-16, which old editors of Windows call "Unicode", begins with its mark or not. Every Latin letter in it has a zero
 * byte, behind or before it, and would be taken for UTF-8 with gaps that nobody sees.
 */
function encodingOf(bytes: Buffer): keyof typeof FAULTS {
  const mark = bytes.toString('hex', 0, 2)
  const zeros = [0, 0]
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2]!++
  const [even, odd] = zeros as [number, number]
  const areMany = Math.max(even, odd) > bytes.length / 4
  if (mark === 'fffe' || (areMany && odd > even)) return 'utf-16le'
  if (mark === 'feff' || areMany) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

/** A text as a page shows it, its gaps marked. */
export const shownText = (text: string): Html =>
  new Html(
    markdown(text).markup.replaceAll(TAG_OR_GAP, (found, gap) => (gap === undefined ? found : `<mark>[${gap}]</mark>`)),
  )

/** Where gaps are left, page by page, and which files are not as they should be. */
export async function findGaps(config: Config): Promise<{ name: string; gaps: string[] }[]> {
  const pages = await Promise.all(
    LEGAL_NAMES.map(async (name) => ({ name, gaps: (await readLegalText(config, name)).gaps })),
  )
  const welcomes = await Promise.all(
    Object.values(WELCOME).map(async (name) => ({ name, gaps: faultsIn(name, await readOwnText(config, name)) })),
  )
  return [...pages, ...welcomes].filter(({ gaps }) => gaps.length > 0)
}

const faultsIn = (name: string, { fault, found = '' }: OwnText): string[] =>
  fault ? [wordsOf(name)[fault](`${name}.md`, found)] : []

/** In the language of the page: names are words of it. */
const wordsOf = (name: string) =>
  wordsFor([...Object.values(LEGAL_PAGES), WELCOME].some(({ en }) => en === name) ? 'en' : 'de')

function gapsIn(text: string): string[] {
  return text.split(/^(?=##+\s)/m).flatMap((section) => {
    const heading = /^##+\s+(.+)/.exec(section)?.[1]?.replaceAll(GAP, '$1')
    const gaps = new Set([...section.matchAll(GAP)].map(([, gap]) => gap!.replaceAll(/\s+/g, ' ')))
    return gaps.size > 0 ? [`${heading ? `${heading}: ` : ''}${[...gaps].join('; ')}`] : []
  })
}

const settingsIn = ({ publicUrl, deletedKeptDays, logKeptDays }: Config): Record<string, string> => ({
  publicUrl,
  deletedKeptDays: String(deletedKeptDays),
  logKeptDays: String(logKeptDays),
})
