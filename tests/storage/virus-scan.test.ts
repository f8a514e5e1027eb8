import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { checkVirusScanner } from '../../src/storage/virus-scan.ts'
import { startHost } from '../support/host.ts'

/** What a start may wait for it, with a machine that has much to do. */
const PATIENCE_MILLISECONDS = 6000

/** Takes every connection, and says nothing. */
async function startSilent(): Promise<string> {
  const sockets: Socket[] = []
  const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Listens, and takes nobody: its thread stands still and its queue is full, so packets of others are dropped. */
async function startSwallowing(): Promise<string> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads')
    const server = require('node:net').createServer()
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      parentPort.postMessage(server.address().port)
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
    })`,
    { eval: true },
  )
  const [port] = await once(worker, 'message')
  const queued = Array.from({ length: 8 }, () => connect({ host: '127.0.0.1', port }).on('error', () => undefined))
  afterAll(async () => {
    for (const socket of queued) socket.destroy()
    await worker.terminate()
  })
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(queued.some(({ connecting }) => connecting)).toBe(true)
  return `127.0.0.1:${port}`
}

describe.each([
  ['that takes the connection and says nothing', startSilent],
  ['that swallows every packet', startSwallowing],
])('a scanner %s', (_, start) => {
  test('is given up after a few seconds, and a host starts without it and says so', async () => {
    const setting = await start()
    const asked = Date.now()
    await expect(checkVirusScanner(readConfig({ VIRUS_SCAN: setting }))).rejects.toMatchObject({
      code: 'virus-scanner-away',
      cause: { message: 'The scanner gave no sign of life in time.' },
    })
    expect(Date.now() - asked).toBeLessThan(PATIENCE_MILLISECONDS)

    const host = await startHost({ env: { VIRUS_SCAN: setting } })
    expect(host.logged).toContainEqual(
      expect.objectContaining({
        msg: 'the virus scanner did not answer',
        cause: 'Error: The scanner gave no sign of life in time.',
      }),
    )
    const ready = await fetch(`${host.url}/health/ready`)
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', away: [] }])
  })
})
