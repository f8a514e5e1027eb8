import { isIP } from 'node:net'
import { z } from 'zod'
import { moment, readOrder, webAddress } from '../lib/input.ts'

/**
 * Reads where a feed moves to, and when: null is now. Refuses an address that is none, that is not https or names its host
 * without a dot or by its number, and a time without its offset. Apps keep where they were led.
 */
export function readMove(input: unknown): { to: string; at: Date | null } {
  const { to, at } = readOrder(Move, input ?? {})
  return { to, at: at ?? null }
}

const WHOLE =
  'Write the whole address of the feed at its new place, with https:// and the full name of the host, such as https://podcast.example/feed.xml.'

const hasFullName = (address: string) => {
  const { hostname } = new URL(address)
  return /[^.]\.[^.]/.test(hostname) && isIP(hostname) === 0
}

const to = webAddress(WHOLE, { secure: true }).refine(hasFullName, WHOLE)

const Move = z.strictObject({ to, at: moment().optional() })
