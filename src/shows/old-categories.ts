import { APPLE_CATEGORIES } from './apple-categories.ts'

/**
 * The category a feed means, as Apple spells it now: old names (those before August 2019) are translated, capitals don't
 * matter, and an unknown part is left out. Null when there is no such category and never was.
 */
export function currentCategory(top: string, sub: string | null = null): string | null {
  const old = sub === null ? undefined : OLD_SUBCATEGORIES.get(folded(`${top} > ${sub}`))
  if (old) return old
  const name = BY_NAME.get(folded(top)) ?? OLD_CATEGORIES.get(folded(top))
  if (!name) return null
  const part = sub !== null && APPLE_CATEGORIES[name]?.find((known) => folded(known) === folded(sub))
  return part ? `${name} > ${part}` : name
}

/** Some hosts escape an ampersand twice. */
const folded = (text: string) => text.replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim().toLowerCase()

const BY_NAME = new Map(Object.keys(APPLE_CATEGORIES).map((name) => [folded(name), name]))

const OLD_CATEGORIES = new Map(
  Object.entries({
    'games & hobbies': 'Leisure',
    'government & organizations': 'Government',
    health: 'Health & Fitness',
    'news & politics': 'News',
    'science & medicine': 'Science',
    'sports & recreation': 'Sports',
  }),
)

const OLD_SUBCATEGORIES = new Map(
  Object.entries({
    'arts > literature': 'Arts > Books',
    'business > business news': 'News > Business News',
    'business > management & marketing': 'Business > Management',
    'education > higher education': 'Education > Courses',
    'education > language courses': 'Education > Language Learning',
    'education > training': 'Education > Courses',
    'games & hobbies > other games': 'Leisure > Games',
    'government & organizations > non-profit': 'Business > Non-Profit',
    'health > fitness & nutrition': 'Health & Fitness > Fitness',
    'health > self-help': 'Education > Self-Improvement',
    'religion & spirituality > other': 'Religion & Spirituality > Religion',
    'science & medicine > medicine': 'Health & Fitness > Medicine',
    'society & culture > history': 'History',
    'sports & recreation > outdoor': 'Sports > Wilderness',
    'technology > tech news': 'News > Tech News',
  }),
)
