import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeApp } from './app.ts'
import type { Config } from './config.ts'
import { type OpenHost, openHost } from './host.ts'
import type { Log } from './log.ts'
import { MISSING_BUILD, playerUrl } from './web/assets.ts'
import { makeServer } from './web/http-server.ts'

/** Requests under way may take this long after the host was told to stop. */
const STOP_SECONDS = 30
/** After that nobody is waiting. A database or store that keeps silent must not hold the process. */
const CLOSE_SECONDS = 15

export interface Serving {
  host: OpenHost
  port: number
  /** Takes no more requests, finishes those under way (30 s at most), then closes everything (in 15 s at most). */
  stop(): Promise<void>
}

/** Opens a host and answers requests on its port. Refuses, with a sentence, a port or data folder that is in use. */
export async function serve(config: Config, log: Log): Promise<Serving> {
  const host = await openHost(config, { log })
  try {
    const [server, stopServer] = await listen(config, host)
    const { port } = server.address() as AddressInfo
    if (!playerUrl) log.warn(MISSING_BUILD)
    return {
      host,
      port,
      async stop() {
        await stopServer()
        const isClosed = await Promise.race([
          host.close().then(() => true),
          sleep(CLOSE_SECONDS * 1000, false, { ref: false }),
        ])
        if (!isClosed) log.warn({ seconds: CLOSE_SECONDS }, 'what was still open was left behind')
      },
    }
  } catch (error) {
    await host.close()
    throw error
  }
}

/** How a server is told to stop. */
type Stopping = () => Promise<void>

async function listen({ port, host: address }: Config, host: OpenHost): Promise<[Server, Stopping]> {
  const server = makeServer(makeApp(host))
  const silent = silentSockets(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentence =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is in use on ${address}. Stop the other program, or set another PORT.`
          : `Requests can't be answered on HOST ${address}, PORT ${port}: ${error.message}.`
      reject(new Error(sentence, { cause: error }))
    })
    server.listen(port, address, resolve)
  })
  return [server, () => stopServer(server, silent)]
}

/** Connections on which nothing was asked yet, as browsers open them ahead. They are none of those that are idle. */
function silentSockets(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  for (const event of ['request', 'checkContinue'])
    server.prependListener(event, ({ socket }: IncomingMessage) => void silent.delete(socket))
  return silent
}

async function stopServer(server: Server, silent: ReadonlySet<Socket>) {
  const closed = new Promise((resolve) => server.close(resolve))
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  const late = setTimeout(() => server.closeAllConnections(), STOP_SECONDS * 1000)
  server.closeIdleConnections()
  for (const socket of silent) socket.destroy()
  await closed
  clearInterval(idle)
  clearTimeout(late)
}
