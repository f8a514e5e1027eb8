import { z } from 'zod'
import { isHttpUrl } from '../../lib/fetch-public.ts'
import { readNew, slugText, yesOrNo } from '../../lib/input.ts'
import { isShowSlug } from '../../shows/show-input.ts'

/** Longer addresses than this are none anybody gives away. */
const MAX_URL_LENGTH = 2000

export type NewImport = ReturnType<typeof readNewImport>

/** What of an import is decided before anything is fetched. */
export type ImportOptions = Omit<NewImport, 'url'>

/** Reads which feed to import and how. Throws `invalid` with every bad field. */
export function readNewImport(input: unknown) {
  return readNew(Import, input)
}

/** Reads which of an import's episodes to show. Throws `invalid` with every bad field. */
export function readImportPaging(input: unknown) {
  return readNew(Paging, input)
}

const URL_HINT = 'Write the whole address of the feed, such as https://podcast.example.de/feed.xml.'

const url = z
  .string(URL_HINT)
  .trim()
  .max(MAX_URL_LENGTH, URL_HINT)
  .refine(isHttpUrl, URL_HINT)
  .transform((text) => new URL(text).href)

const slug = slugText().refine(isShowSlug, 'This address belongs to the host itself; choose another one.')

const Import = z.strictObject({
  url,
  slug: slug.optional(),
  dryRun: yesOrNo().default(false),
  ownerConfirmed: yesOrNo().default(false),
})

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000
const LIMIT_HINT = `Write a whole number from 1 to ${MAX_LIMIT}.`
const AFTER_HINT = 'Write the number that the answer before gave as "next".'

const Paging = z.strictObject({
  limit: z.coerce
    .number(LIMIT_HINT)
    .int(LIMIT_HINT)
    .min(1, LIMIT_HINT)
    .max(MAX_LIMIT, LIMIT_HINT)
    .default(DEFAULT_LIMIT),
  after: z.coerce.number(AFTER_HINT).int(AFTER_HINT).min(0, AFTER_HINT).default(-1),
  outcome: z
    .enum(['planned', 'imported', 'unchanged', 'failed'], 'Choose planned, imported, unchanged or failed.')
    .optional(),
})
