import { de, type Words } from './de.ts'
import { en } from './en.ts'

/** German for what is in German, English for every other language. */
export const wordsFor = (language: string): Words => (language.startsWith('de') ? de : en)
