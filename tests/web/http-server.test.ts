import type { RequestListener, ServerOptions, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { makeServer } from '../../src/web/http-server.ts'
import { eventually } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { head, openWire } from '../support/wire.ts'

const host = await startHost()

/** A server of its own for an app. */
async function serve(app: RequestListener, options?: ServerOptions) {
  const server = makeServer(app, options)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test.each([
  ['that ends in its headers', 'GET /feeds/', 400, 'body-truncated'],
  ['that is no HTTP', 'Guten Tag\r\n\r\n', 400, 'bad-request'],
  ['with endless headers', head('GET', '/', { 'X-A': 'a'.repeat(20_000) }), 431, 'headers-too-large'],
])('a request %s is told why', async (_, text, status, code) => {
  const wire = openWire(host)
  await wire.send(text)
  wire.end()
  const answer = await wire.answer()
  expect(answer).toMatchObject({ status, json: { status, code } })
  expect(answer.head).toContain('Content-Type: application/problem+json')
  wire.close()
})

test.each([
  ['says nothing', ''],
  ['stops within its headers', 'GET / HTTP/1.1\r\nHost: '],
])('a client that %s is told so, and cut off', async (_, text) => {
  const { url, close } = await serve((_req, res) => res.end(), { headersTimeout: 200, connectionsCheckingInterval: 50 })
  const silent = openWire({ url })
  if (text) await silent.send(text)
  expect(await silent.answer()).toMatchObject({ status: 408, json: { code: 'too-slow' } })
  await eventually(async () => silent.isClosed(), Boolean)
  await close()
})

test('who sends no more after a request gets the answer, and the connection is closed behind it', async () => {
  for (const app of [
    (_: unknown, res: ServerResponse) => void res.end('Guten Tag'),
    (_: unknown, res: ServerResponse) => void setTimeout(() => res.end('Guten Tag'), 50),
  ]) {
    const server = await serve(app)
    const wire = openWire(server)
    await wire.send(head('GET', '/', {}))
    wire.end()
    await eventually(async () => wire.isClosed(), Boolean)
    expect(wire.received()).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*Guten Tag$/)
    await server.close()
  }
})

test('who leaves while an answer is under way is noticed', async () => {
  let isGone = false
  const server = await serve((_, res) => {
    res.once('close', () => {
      isGone = true
    })
    // More than any buffer on the way holds: who has received all of an answer may just say that it sends no more.
    const more = () => res.write('x'.repeat(1_000_000))
    res.on('drain', more)
    more()
  })
  const wire = openWire(server)
  await wire.send(head('GET', '/', {}))
  await eventually(async () => wire.received().length, Boolean)
  wire.close()
  await eventually(async () => isGone, Boolean)
  await server.close()
})

test('an answer on its way is not broken into by what comes behind its request', async () => {
  const { promise: asked, resolve: begin } = Promise.withResolvers<ServerResponse>()
  const { url, close } = await serve((_req, res) => {
    res.writeHead(200, { 'Content-Length': 10 }).write('halb ')
    begin(res)
  })
  const wire = openWire({ url })
  await wire.send(`${head('GET', '/', {})}${head('GET', '/', {})}`)
  await asked
  await wire.send('Guten Tag\r\n\r\n')
  await eventually(async () => wire.isClosed(), Boolean)
  expect(wire.received()).toMatch(/^HTTP\/1\.1 200 OK[^{]*halb $/)
  await close()
})
