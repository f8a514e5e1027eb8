import { z } from 'zod'
import { moment, readOrder, webAddress } from '../lib/input.ts'

/** Reads where a feed moves to, and when: null is now. Refuses an address that is none, and a time without its offset. */
export function readMove(input: unknown): { to: string; at: Date | null } {
  const { to, at } = readOrder(Move, input ?? {})
  return { to, at: at ?? null }
}

const to = webAddress('Write the whole address of the feed at its new place, such as https://podcast.example/feed.xml.')

const Move = z.strictObject({ to, at: moment().optional() })
