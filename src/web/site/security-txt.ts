import { notFound } from '../../lib/errors.ts'
import type { Handler } from '../handler.ts'
import { LANGUAGES } from '../languages.ts'
import { sendText } from '../send-text.ts'

const MAX_AGE_SECONDS = 3600
const DAY_MILLISECONDS = 86_400_000
/** Well below the year that RFC 9116 §2.5.5 advises; counted from the beginning of the day, so the text stays for it. */
const EXPIRES_DAYS = 180

/** GET /.well-known/security.txt — whom to tell of a weakness (RFC 9116), where SECURITY_CONTACT says so. */
export const showSecurityTxt: Handler = ({ config, now }, req, res) => {
  if (config.securityContacts.length === 0) throw notFound('page')
  const today = Math.floor(+now() / DAY_MILLISECONDS)
  const text = [
    ...config.securityContacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${new Date((today + EXPIRES_DAYS) * DAY_MILLISECONDS).toISOString()}`,
    `Preferred-Languages: ${LANGUAGES.join(', ')}`,
    `Canonical: ${config.publicUrl}${req.path}`,
    '',
  ].join('\n')
  sendText(req, res, { text, type: 'text/plain; charset=utf-8', maxAgeSeconds: MAX_AGE_SECONDS })
}
