import { isLanguage } from '../../lib/language.ts'

/** What some hosts write in place of a tag. */
const NAMES: Record<string, string> = {
  ...{ deu: 'de', ger: 'de', german: 'de', deutsch: 'de', eng: 'en', english: 'en', englisch: 'en' },
}

/** A language as feeds name it, as apps know it: de_DE, DE-de, deutsch; without a region nobody knows. Null for none. */
export function languageFrom(text = ''): string | null {
  const [language = '', region = ''] = text.trim().split(/[-_]/)
  const small = NAMES[language.toLowerCase()] ?? language.toLowerCase()
  return [`${small}-${region}`, small].find(isLanguage) ?? null
}
