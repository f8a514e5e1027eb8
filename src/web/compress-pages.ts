import compression from 'compression'
import { isStudio } from './studio/paths.ts'

/**
 * Compresses the public pages that are answered behind it, as the browser accepts it (RFC 9110 §12.5.3). Never a page of the
 * studio, an error there either: what holds a secret beside text that others chose tells of it by its length (BREACH).
 */
export const compressPages = compression({
  filter: (req, res) =>
    /^(?:text\/html|application\/json)\b/.test(String(res.getHeader('Content-Type'))) && !isStudio(req.path),
})
