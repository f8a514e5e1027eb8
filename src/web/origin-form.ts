import type { IncomingMessage } from 'node:http'

/**
 * Takes scheme and host off a request whose target names them (RFC 9112 §3.2.2), as ones to a proxy do. From then on it
 * is the request that a browser sends: this host knows its own name, and believes no other.
 */
export function useOriginForm(req: IncomingMessage) {
  const rest = /^https?:\/\/[^/?#]*(.*)$/i.exec(req.url ?? '')?.[1]
  if (rest !== undefined) req.url = rest.startsWith('/') ? rest : `/${rest}`
}
