import type { Request, Response } from 'express'
import { invalid } from '../lib/errors.ts'
import { LANGUAGES, type Language } from './languages.ts'

/** The language that `?language=` or else Accept-Language asks for; the answer says which one it has. */
export function askedLanguage(req: Request, res: Response): Language {
  const named = req.query.language
  const known = LANGUAGES.find((language) => language === named)
  if (named !== undefined && !known) throw invalid({ language: 'Choose de or en.' })
  const accepted = req.acceptsLanguages(...LANGUAGES) as Language | false
  const language = known ?? (accepted || LANGUAGES[0])
  res.vary('Accept-Language').set('Content-Language', language)
  return language
}
