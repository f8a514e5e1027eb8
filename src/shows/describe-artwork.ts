import type { Tx } from '../db.ts'
import { invalid } from '../lib/errors.ts'
import { isSame } from '../lib/plain-json.ts'

/** Says in words what a picture shows; null says nothing. Refuses where there is no picture. */
export async function describeArtwork(tx: Tx, artworkId: string | null, alt: string | null) {
  if (artworkId === null) throw invalid({ artworkAlt: 'There is no picture yet; send its description with it.' })
  await tx.artwork.update({ where: { id: artworkId }, data: { alt } })
}

/** Whether there is a picture, and that is what it says already. */
export const saysAlready = (artwork: { alt: string | null } | null, alt: unknown) =>
  artwork !== null && isSame(alt, artwork.alt)
