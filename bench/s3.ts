import type { Bench } from './place.ts'

/** An S3 server with an empty bucket for a host, and what the host is told of it. */
export async function openS3({ cleaners }: Bench) {
  const { onGivenS3, startS3 } = await import('../tests/support/s3-server.ts')
  const server = await startS3()
  cleaners.add(server.stop)
  return {
    name: onGivenS3 ? 'the given server' : 's3rver',
    settings: {
      S3_BUCKET: server.bucket,
      S3_ENDPOINT: server.endpoint,
      S3_REGION: server.region,
      S3_ACCESS_KEY_ID: server.accessKeyId,
      S3_SECRET_ACCESS_KEY: server.secretAccessKey,
    },
    async stop() {
      await server.stop()
      cleaners.delete(server.stop)
    },
  }
}
