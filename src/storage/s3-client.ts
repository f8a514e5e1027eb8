import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'

export interface S3Settings {
  bucket: string
  region: string
  /** Left out, it is AWS's own for the region. */
  endpoint?: string | undefined
  /** Left out, the SDK looks where AWS puts them (environment, instance role). */
  accessKeyId?: string | undefined
  secretAccessKey?: string | undefined
}

const CONNECT_MS = 2_000
/** How long a store may take to begin an answer. Listeners wait for it, at most twice. */
const ANSWER_MS = 4_000
/** How long a connection may be silent while bytes are being sent. */
const SILENT_MS = 20_000
/** One for each listener, for as long as the listener takes. */
const MAX_SOCKETS = 1_000

/**
 * Two clients that connect when they are first used: `asking` for what is answered at once, whose bodies may then
 * take their time, and `sending` for bodies, which may take theirs as long as they move.
 */
export function connectS3(settings: S3Settings): { asking: S3Client; sending: S3Client } {
  return {
    asking: connect(settings, 2, { requestTimeout: ANSWER_MS, throwOnRequestTimeout: true }),
    sending: connect(settings, 3, { socketTimeout: SILENT_MS }),
  }
}

function connect(settings: S3Settings, maxAttempts: number, timeouts: Record<string, number | boolean>): S3Client {
  const { region, endpoint, accessKeyId, secretAccessKey } = settings
  const agent = { maxSockets: MAX_SOCKETS, keepAlive: true }
  const config: S3ClientConfig = {
    region,
    maxAttempts,
    forcePathStyle: true,
    // Otherwise streamed bodies carry trailing checksums, which Ceph and others refuse.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, httpAgent: agent, httpsAgent: agent, ...timeouts },
  }
  if (endpoint) config.endpoint = endpoint
  if (accessKeyId && secretAccessKey) config.credentials = { accessKeyId, secretAccessKey }
  return new S3Client(config)
}
