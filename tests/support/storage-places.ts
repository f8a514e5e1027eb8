import { rename, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'
import { startHost, type TestHost } from './host.ts'
import { startS3 } from './s3-server.ts'

export interface Place {
  name: 'disk' | 'bucket'
  host: TestHost
  /** The way to the bucket; nothing on disk. */
  line: Line | null
}

/** A host on disk and one on a bucket, for what must be the same on both. Call it at the top of a test file. */
export async function storagePlaces(): Promise<Place[]> {
  const s3 = await startS3()
  afterAll(() => s3.stop())
  const line = await openLine(new URL(s3.endpoint))
  afterAll(() => line.cut())
  const env = {
    S3_BUCKET: s3.bucket,
    S3_ENDPOINT: line.endpoint,
    S3_REGION: s3.region,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  }
  return [
    { name: 'disk', host: await startHost(), line: null },
    { name: 'bucket', host: await startHost({ env }), line },
  ]
}

/** Takes a folder away, so that nothing can be kept in it; what is returned brings it back. */
export async function takeAway(folder: string): Promise<() => Promise<void>> {
  await rename(folder, `${folder}.away`)
  await writeFile(folder, 'not a folder')
  return async () => {
    await rm(folder)
    await rename(`${folder}.away`, folder)
  }
}

export type Line = Awaited<ReturnType<typeof openLine>>

/** A line between a host and its bucket that carries every byte as it is, on which a test can listen and cut. */
async function openLine({ hostname, port }: URL) {
  let latest: Socket | null = null
  const connections: { bytesDown: number; open: boolean; socket: Socket }[] = []
  const server = createServer((socket) => {
    const connection = { bytesDown: 0, open: true, socket }
    const store = connect(Number(port), hostname)
    connections.push(connection)
    store.on('data', (bytes) => {
      connection.bytesDown += bytes.length
      latest = socket
    })
    socket.pipe(store).pipe(socket)
    for (const end of [socket, store])
      end
        .on('error', () => undefined)
        .on('close', () => {
          connection.open = false
          socket.destroy()
          store.destroy()
        })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The connection that has carried most from the bucket. */
    busiest: () => connections.toSorted((a, b) => b.bytesDown - a.bytesDown)[0]!,
    /** The one that carried something last. */
    carrying: () => latest!,
    /** Bytes the bucket has sent, on all connections. */
    bytesDown: () => connections.reduce((sum, { bytesDown }) => sum + bytesDown, 0),
    /** Ends the line and every connection on it: the bucket is away. */
    cut() {
      server.close()
      for (const { socket } of connections) socket.destroy()
    },
  }
}
