import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3'

/** Whether the tests run against a server given by the environment, such as `ceph-rgw up` starts, or on s3rver. */
export const onGivenS3 = Boolean(process.env.TEST_S3_ENDPOINT)

/** An S3 server with an empty bucket of its own: the one in TEST_S3_ENDPOINT (…_ACCESS_KEY_ID, …) or s3rver. */
export async function startS3() {
  const server = onGivenS3 ? givenServer() : await startS3rver()
  const bucket = `sendeplatz-${randomUUID()}`
  const { endpoint, region, accessKeyId, secretAccessKey } = server
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  await client.send(new CreateBucketCommand({ Bucket: bucket }))

  return {
    endpoint,
    region,
    accessKeyId,
    secretAccessKey,
    bucket,
    /** For what a test has to see of the bucket that a storage does not show. */
    client,
    async stop() {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket }))
        for (const { Key } of Contents) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }))
      await client.send(new DeleteBucketCommand({ Bucket: bucket }))
      client.destroy()
      await server.stop()
    },
  }
}

function givenServer() {
  const given = (name: string) => process.env[`TEST_S3_${name}`] ?? ''
  return {
    endpoint: given('ENDPOINT'),
    region: given('REGION') || 'us-east-1',
    accessKeyId: given('ACCESS_KEY_ID'),
    secretAccessKey: given('SECRET_ACCESS_KEY'),
    async stop() {},
  }
}

/** What is used of s3rver, a Koa application without types. */
interface S3rver {
  middleware: Middleware[]
  run(): Promise<{ port: number }>
  httpServer: Server
  close(): Promise<void>
}
type Middleware = (ctx: Context, next: () => Promise<void>) => Promise<void>
interface Context {
  method: string
  path: string
  query: Record<string, string | undefined>
  status: number
  type: string
  body: string
}

async function startS3rver() {
  const S3rver: new (options: object) => S3rver = createRequire(import.meta.url)('s3rver')
  const directory = await mkdtemp(join(tmpdir(), 's3rver-'))
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, vhostBuckets: false })
  server.middleware.unshift(unfinishedUploads(directory))
  const { port } = await server.run()
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    async stop() {
      server.httpServer.closeAllConnections()
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** AbortMultipartUpload, ListMultipartUploads and ListParts, which s3rver lacks, on the folders it keeps parts in. */
function unfinishedUploads(directory: string): Middleware {
  return async (ctx, next) => {
    const uploads = join(directory, ctx.path.split('/')[1]!, '._S3rver_uploads')
    if (ctx.method === 'DELETE' && ctx.query.uploadId) {
      await rm(join(uploads, ctx.query.uploadId), { recursive: true, force: true })
      ctx.status = 204
    } else if (ctx.method === 'GET' && ctx.query.uploads !== undefined) {
      const ids = await readdir(uploads).catch(() => [])
      const listed = ids.map(async (id) => {
        const key = await readFile(join(uploads, id, 'key'), 'utf8')
        const initiated = new Date().toISOString()
        return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${initiated}</Initiated></Upload>`
      })
      ctx.type = 'application/xml'
      ctx.body = `<ListMultipartUploadsResult>${(await Promise.all(listed)).join('')}</ListMultipartUploadsResult>`
    } else if (ctx.method === 'GET' && ctx.query.uploadId) {
      const parts = await partsIn(join(uploads, ctx.query.uploadId))
      ctx.type = 'application/xml'
      ctx.status = parts ? 200 : 404
      ctx.body = parts
        ? `<ListPartsResult>${parts.join('')}</ListPartsResult>`
        : '<Error><Code>NoSuchUpload</Code><Message>It is gone.</Message></Error>'
    } else {
      await next()
    }
  }
}

async function partsIn(folder: string): Promise<string[] | null> {
  const names = await readdir(folder).catch(() => null)
  const numbers = names?.filter((name) => /^\d+$/.test(name)).map(Number) ?? []
  const listed = numbers
    .sort((a, b) => a - b)
    .map(async (number) => {
      const path = join(folder, String(number))
      const [{ size }, md5] = await Promise.all([stat(path), readFile(`${path}.md5`, 'utf8')])
      return `<Part><PartNumber>${number}</PartNumber><ETag>"${md5}"</ETag><Size>${size}</Size></Part>`
    })
  return names && Promise.all(listed)
}
