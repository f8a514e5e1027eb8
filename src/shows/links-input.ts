import { z } from 'zod'
import { line, listOf, parts, secureAddress } from '../lib/input.ts'
import { cleanText } from '../lib/plain-text.ts'
import { name } from './credits-input.ts'

const MAX_TXT_CHARACTERS = 4000
const MAX_TXT = 20
const MAX_FUNDING = 10
const MAX_PODROLL = 50
const MAX_SOCIAL = 10
const MAX_PRIORITY = 1000

export type Txt = z.output<typeof txtParts>
export type Funding = z.output<typeof fundingParts>
export type RemoteShow = z.output<typeof remoteShow>
export type Publisher = z.output<typeof publisher>
export type SocialInteract = z.output<typeof socialParts>

/** What a feed can be of (podcast:medium). The list variants are left out: they hold references and no episodes. */
export const MEDIUMS = ['podcast', 'music', 'video', 'film', 'audiobook', 'newsletter', 'blog', 'course'] as const

const TXT_HINT = 'Write a text of 1 to 4,000 characters.'

const txtParts = parts({
  value: z
    .string(TXT_HINT)
    .transform(cleanText)
    .refine((text) => text !== '' && [...text].length <= MAX_TXT_CHARACTERS, TXT_HINT),
  purpose: name('Write a purpose of at most 128 characters, such as verify.').optional(),
}).refine(({ value, purpose }) => purpose !== 'ai-content' || value === 'true' || value === 'false', {
  path: ['value'],
  message: 'Write true or false, because ai-content says no more than that.',
})

/** Free texts for services (podcast:txt): a list of `{value, purpose?}`. */
export const txt = listOf(txtParts, 'texts', MAX_TXT)

const fundingParts = parts({
  url: secureAddress(),
  text: name('Write what apps show beside the address, in 1 to 128 characters.'),
})

/** Where to support the show (podcast:funding): a list of `{url, text}`. */
export const funding = listOf(fundingParts, 'addresses', MAX_FUNDING)

const GUID_HINT = "Write the other show's podcast:guid, 32 hexadecimal digits in five groups."

const feedGuid = line(GUID_HINT)
  .transform((text) => text.toLowerCase())
  .refine((text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text), GUID_HINT)

const remoteShow = parts({
  feedGuid,
  feedUrl: secureAddress().optional(),
  title: line('Write the title of the other show in at most 255 characters.').optional(),
  medium: z.enum([...MEDIUMS, 'publisher'], `Choose ${MEDIUMS.join(', ')} or publisher.`).optional(),
})

/** Shows recommended here (podcast:podroll): a list of `{feedGuid, feedUrl?, title?, medium?}`. */
export const podroll = listOf(remoteShow, 'shows', MAX_PODROLL)

/** The feed of who publishes this show (podcast:publisher): `{feedGuid, feedUrl?}`. */
export const publisher = parts({ feedGuid, feedUrl: secureAddress().optional() })

/** socialprotocols.txt of the podcast namespace. */
export const PROTOCOLS = [
  'disabled',
  'activitypub',
  'twitter',
  'lightning',
  'atproto',
  'hive',
  'matrix',
  'nostr',
] as const

const URI_HINT = 'Write the whole address of the post that is answered to, in at most 255 characters.'
const PRIORITY_HINT = `Write a whole number from 1 (first) to ${MAX_PRIORITY}.`

const socialParts = parts({
  protocol: z.enum(PROTOCOLS, `Choose ${PROTOCOLS.join(', ')}.`),
  uri: line(URI_HINT).refine(isUri, URI_HINT).optional(),
  accountId: name('Write the name of the account in at most 128 characters.').optional(),
  accountUrl: secureAddress().optional(),
  priority: z.int(PRIORITY_HINT).min(1, PRIORITY_HINT).max(MAX_PRIORITY, PRIORITY_HINT).optional(),
}).superRefine(({ protocol, uri, ...rest }, issues) => {
  const isAlone = uri === undefined && Object.values(rest).every((value) => value === undefined)
  if (protocol === 'disabled' && !isAlone)
    issues.addIssue({ code: 'custom', path: ['protocol'], message: 'Write disabled alone, with nothing beside it.' })
  if (protocol !== 'disabled' && uri === undefined)
    issues.addIssue({ code: 'custom', path: ['uri'], message: URI_HINT })
})

/** Where it is talked about (podcast:socialInteract): `{protocol, uri, accountId?, accountUrl?, priority?}`, or none. */
export const socialInteract = listOf(socialParts, 'posts', MAX_SOCIAL).refine(
  (posts) => posts.length <= 1 || posts.every(({ protocol }) => protocol !== 'disabled'),
  'Send disabled as the only entry: with it there is nothing to name.',
)

/** An address of any scheme that names something elsewhere and runs nothing; what is hypertext is https. */
function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[!-~]+$/i.test(text) && !/^(http|javascript|data|vbscript|file|blob|about):/i.test(text)
}
