import type { Request, Response } from 'express'
import type { Accounts } from '../accounts/open-accounts.ts'
import type { Provider } from '../accounts/provider.ts'
import type { AddressBook } from '../episodes/address-book.ts'
import type { PublishedMedia } from '../episodes/published-media.ts'
import type { CurrentFeeds } from '../feed/current-feed.ts'
import { notFound } from '../lib/errors.ts'
import type { Locks } from '../locks.ts'
import type { Services } from '../services.ts'

/** What answers requests: the services, and what is held in memory for those who listen. */
export interface Host extends Services, Accounts {
  feeds: CurrentFeeds
  media: PublishedMedia
  addresses: AddressBook
  /** Where people sign in besides; null on a host without one. */
  provider: Provider | null
  locks: Locks
}

/** Answers one request. What it throws, `error-page` turns into a sentence. */
export type Handler = (host: Host, req: Request, res: Response) => void | Promise<void>

/** A named part of the address. One with a control character belongs to nothing, and no database could be asked. */
export function partOf(req: Request, name: string): string {
  const part = String(req.params[name])
  if (/\p{Cc}/u.test(part)) throw notFound('page')
  return part
}

/** The parts of the address that `*path` stands for. */
export const pathOf = (req: Request) => (req.params.path as unknown as string[]).join('/')

/** An id in the address; anything that can't be one belongs to nothing. */
export function idOf(req: Request, what: string, name = 'id'): string {
  const id = partOf(req, name)
  if (!isId(id)) throw notFound(what)
  return id
}

/** Whether a text can be an id; the database refuses to look up any other. */
export const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
