import { randomUUID } from 'node:crypto'
import type { TestHost } from './host.ts'
import { A_SUNDAY, episodeRow, showRow } from './rows.ts'

/** The day on which an episode of a long show was published, by its number. */
export const dayOf = (number: number) => new Date(A_SUNDAY.getTime() + (number - 1000) * 86_400_000)

export const addNumbered = (host: Pick<TestHost, 'db'>, show: { id: string; slug: string }, number: number) =>
  episodeRow(host, show, { title: `${number}`, publishAt: dayOf(number) })

/** A show whose episodes are called 1, 2, 3 … in the order of their dates, straight in the database. */
export async function longShow(host: Pick<TestHost, 'db'>, episodes: number) {
  const show = await showRow(host, { slug: `lang-${randomUUID().slice(0, 8)}` })
  const rows: { id: string; guid: string }[] = []
  for (let number = 1; number <= episodes; number++) rows.push(await addNumbered(host, show, number))
  return { ...show, rows }
}

/** A show's feed as it must be now, with its pages. */
export async function refreshAll({ feeds, now }: Pick<TestHost, 'feeds' | 'now'>, showId: string) {
  await feeds.refresh({ showId, at: now() })
  await feeds.refreshPages({ showId, at: now() })
}
