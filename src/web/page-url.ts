import type { Config } from '../config.ts'
import { type Language, pathIn } from './languages.ts'

/** The whole address of a show's page, or an episode's, in a language. */
export const pageUrl = (
  { publicUrl }: Pick<Config, 'publicUrl'>,
  language: Language,
  show: string,
  episode: string | null = null,
) => `${publicUrl}${pathIn(language, episode === null ? `/${show}` : `/${show}/${episode}`)}`
