import type { Stemming } from '../../generated/prisma/client.ts'

/** A word as it is looked for, and where it stands in its text. */
export interface Word {
  word: string
  start: number
  end: number
}

/** Letters and digits, with their accents and with soft hyphens inside. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00ad]*/gu

/** What an accent can't be taken off. */
const WRITTEN_OUT: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** How words of a language are brought to their stem: German and English by their rules, others as they are. */
export function stemmingFor(language: string): Stemming {
  const [base] = language.toLowerCase().split('-')
  return base === 'de' ? 'german' : base === 'en' ? 'english' : 'simple'
}

/**
 * The words of a text in small letters without accents, so that it makes no difference who leaves them out. German
 * keeps ä, ö, ü and ß: its rules know them, and stop words are written with them.
 */
export function wordsOf(text: string, stemming: Stemming): Word[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: found, index }) => {
    const word = plain(found.normalize('NFC').toLowerCase(), stemming === 'german' ? /[^a-z0-9äöüß]/gu : /[^a-z0-9]/gu)
    return word === '' ? [] : { word, start: index, end: index + found.length }
  })
}

const plain = (word: string, strange: RegExp) =>
  word.replace(
    strange,
    (character) => WRITTEN_OUT[character] ?? character.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, ''),
  )
