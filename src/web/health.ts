import type { Handler } from './handler.ts'

/** GET /health/live — the process answers. */
export const showLive: Handler = (_host, _req, res) => {
  res.set('Cache-Control', 'no-store').json({ status: 'live' })
}

/** GET /health/ready — what it stands on answers too: 200, or 503 naming what is away. */
export const showReady: Handler = async ({ db, storage }, _req, res) => {
  const [database, store] = await Promise.allSettled([db.$queryRaw`SELECT 1`, storage.check()])
  const away = [database.status === 'rejected' && 'database', store.status === 'rejected' && 'storage'].filter(Boolean)
  res.status(away.length ? 503 : 200).set('Cache-Control', 'no-store')
  res.json({ status: away.length ? 'waiting' : 'ready', away })
}
