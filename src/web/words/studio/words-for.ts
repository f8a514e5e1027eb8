import type { Language } from '../../languages.ts'
import { de, type StudioWords } from './de.ts'
import { en } from './en.ts'

const WORDS: Record<Language, StudioWords> = { de, en }

/** The words of the studio in a language. */
export const studioWordsFor = (language: Language): StudioWords => WORDS[language]
