import type { Tx } from '../../db.ts'
import type { FeedImportOutcome } from '../../generated/prisma/client.ts'
import { cutToLength } from '../../lib/plain-text.ts'

/** Of what is told about one episode. */
const MAX_MESSAGE_LENGTH = 2000

/** What is kept of what is told about an episode, each sentence on a line of its own; null where there is nothing. */
export const messageOf = (sentences: string[]) =>
  sentences.length > 0 ? cutToLength(sentences.join('\n'), MAX_MESSAGE_LENGTH) : null

/** Writes down what became of an episode of a feed. */
export async function recordItem(
  tx: Tx,
  { importId, position }: { importId: string; position: number },
  outcome: FeedImportOutcome,
  { sentences, episodeId }: { sentences: string[]; episodeId?: string },
) {
  const message = messageOf(sentences)
  await tx.feedImportItem.update({
    where: { importId_position: { importId, position } },
    data: { outcome, message, ...(episodeId ? { episodeId } : {}) },
  })
}
