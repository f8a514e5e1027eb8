import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net'

/** A way to a database or a bucket, on which everything can fall silent without anybody hanging up. */
export async function startLine(to: NetConnectOpts) {
  const ends = new Set<Socket>()
  const lead = (near: Socket) => {
    const far = connect(to)
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end.on('error', () => other.destroy()).on('close', () => ends.delete(end)))
      end.pipe(other)
    }
  }
  const hold = (near: Socket) => void ends.add(near.on('error', () => near.destroy()))
  const server = createServer(lead)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hangUp = () => {
    for (const end of ends) end.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent() {
      for (const end of ends) end.unpipe().pause()
      server.removeAllListeners('connection').on('connection', hold)
    },
    speakAgain() {
      hangUp()
      server.removeAllListeners('connection').on('connection', lead)
    },
    close() {
      hangUp()
      server.close()
    },
  }
}
