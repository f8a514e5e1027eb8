import type { Request, Response } from 'express'
import { invalid } from '../lib/errors.ts'

/** The languages that sentences for people are there in; the first where nothing else is asked for. */
const LANGUAGES = ['de', 'en'] as const

/** The language that `?language=` or else Accept-Language asks for; the answer says which one it has. */
export function askedLanguage(req: Request, res: Response): 'de' | 'en' {
  const named = req.query.language
  const known = LANGUAGES.find((language) => language === named)
  if (named !== undefined && !known) throw invalid({ language: 'Choose de or en.' })
  const accepted = req.acceptsLanguages(...LANGUAGES) as 'de' | 'en' | false
  const language = known ?? (accepted || LANGUAGES[0])
  res.vary('Accept-Language').set('Content-Language', language)
  return language
}
