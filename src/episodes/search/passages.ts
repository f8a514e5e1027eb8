import type { PassagePart, Stemming } from '../../generated/prisma/client.ts'
import { htmlToText } from '../../lib/html-to-text.ts'
import type { Cue } from '../transcripts/cues.ts'
import { stemmingFor, wordsOf } from './words.ts'

/** A text that can be found, see the model of that name. */
export interface Passage {
  part: PassagePart
  stemming: Stemming
  language: string
  text: string
  times: [word: number, second: number][] | null
}

/** What is said in so many seconds is a passage: ended with a sentence, or in any case. */
const ENOUGH_SECONDS = 30
const MAX_SECONDS = 60
/** As much as is said in 45 seconds; notes are parted where a paragraph ends. */
const ENOUGH_CHARACTERS = 700

interface Texts {
  title: string
  description: string
  /** HTML, or empty. */
  notes: string
  language: string
}

/** The title and notes of an episode or show. Its description is found once where its notes begin with it. */
export function passagesOfTexts({ title, description, notes, language }: Texts): Passage[] {
  const written = htmlToText(notes)
  const isRepeated = withoutBlanks(written).startsWith(withoutBlanks(description))
  const lines = [...(isRepeated ? [] : description.split('\n')), ...written.split('\n')]
  const same = { stemming: stemmingFor(language), language, times: null }
  return [
    { part: 'title' as const, text: title, ...same },
    ...inPieces(lines).map((text) => ({ part: 'notes' as const, text, ...same })),
  ].filter(hasWords)
}

/** A passage that may go on: how many words it has, and until when it is said. */
type Open = Passage & { count: number; until: number }

/** What is said, in pieces of 30 to 60 seconds; as the paragraphs it has where there are no times. */
export function passagesOfCues(cues: Cue[], language: string): Passage[] {
  const stemming = stemmingFor(language)
  const passages: Open[] = []
  for (const { startSeconds, endSeconds, text } of cues) {
    let last = passages.at(-1)
    if (last && startSeconds !== undefined && goesOn(last, startSeconds)) {
      last.times!.push([last.count, startSeconds])
      last.text += ` ${text}`
    } else {
      const times: Passage['times'] = startSeconds === undefined ? null : [[0, startSeconds]]
      last = { part: 'transcript', stemming, language, text, times, count: 0, until: 0 }
      passages.push(last)
    }
    last.count += wordsOf(text, stemming).length
    last.until = endSeconds ?? startSeconds ?? 0
  }
  return passages.map(({ count: _, until: __, ...passage }) => passage).filter(hasWords)
}

function goesOn({ text, times, until }: Open, startSeconds: number): boolean {
  const begun = times![0]![1]
  if (startSeconds - begun >= MAX_SECONDS || text.length >= 2 * ENOUGH_CHARACTERS) return false
  return until - begun < ENOUGH_SECONDS || !/[.!?…]["'”“«»)]*$/.test(text)
}

function inPieces(lines: string[]): string[] {
  const pieces: string[] = []
  for (const line of lines) {
    const last = pieces.at(-1)
    if (last === undefined || last.length >= ENOUGH_CHARACTERS) pieces.push(line)
    else pieces[pieces.length - 1] = `${last}\n${line}`
  }
  return pieces.map((piece) => piece.trim())
}

const withoutBlanks = (text: string) => text.replace(/\s+/g, '')

const hasWords = ({ text, stemming }: Passage) => wordsOf(text, stemming).length > 0
