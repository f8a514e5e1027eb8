import type { TestHost } from './host.ts'

export const VERSION = { 'Tus-Resumable': '1.0.0' }
export const PIECE = { ...VERSION, 'Content-Type': 'application/offset+octet-stream' }

/** Who sends: a program with its token, or a browser with its cookie. */
export interface Sender {
  host: TestHost
  /** Where uploads begin; the API's unless told. */
  path?: string
  headers?: Record<string, string>
}

/** A sender in a browser that is signed in. */
export const inStudio = (host: TestHost, cookie: string): Sender => ({
  host,
  path: '/studio/uploads',
  headers: { cookie, origin: new URL(host.config.publicUrl).origin },
})

export const metadata = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')

/** One request of the protocol. */
export async function send(
  { host, headers = { authorization: `Bearer ${host.secret}` } }: Sender,
  method: string,
  path: string,
  more: Record<string, string> = VERSION,
  body?: Uint8Array,
) {
  const init = body ? { body: new Uint8Array(body) } : {}
  const answer = await fetch(host.url + path, { method, headers: { ...headers, ...more }, redirect: 'manual', ...init })
  const text = await answer.text()
  return {
    status: answer.status,
    header: (name: string) => answer.headers.get(name),
    json: text.startsWith('{') ? JSON.parse(text) : text,
  }
}

/** Begins an upload; its address is in `location`. */
export const begin = (
  sender: Sender,
  bytes: number,
  fields: Record<string, string>,
  more: Record<string, string> = {},
) =>
  send(sender, 'POST', sender.path ?? '/api/v1/uploads', {
    ...VERSION,
    'Upload-Length': String(bytes),
    'Upload-Metadata': metadata(fields),
    ...more,
  })

/** Begins one that must be accepted; where it is. */
export async function begun(sender: Sender, bytes: number, fields: Record<string, string>): Promise<string> {
  const { status, header, json } = await begin(sender, bytes, fields)
  if (status !== 201) throw new Error(`The upload was answered ${status}: ${JSON.stringify(json)}`)
  return header('location')!
}

export const piece = (sender: Sender, path: string, offset: number, bytes: Uint8Array) =>
  send(sender, 'PATCH', path, { ...PIECE, 'Upload-Offset': String(offset) }, bytes)

export const offsetOf = async (sender: Sender, path: string) =>
  Number((await send(sender, 'HEAD', path)).header('upload-offset'))
