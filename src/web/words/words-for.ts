import type { Language } from '../languages.ts'
import { de, type Words } from './de.ts'
import { en } from './en.ts'

const WORDS: Record<Language, Words> = { de, en }

/** The words of a page in its language. */
export const wordsFor = (language: Language): Words => WORDS[language]
