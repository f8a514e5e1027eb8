import { open } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import type { Config } from '../config.ts'
import { Refusal, unavailable } from '../lib/errors.ts'
import type { Services } from '../services.ts'

/** A scanner that neither takes bytes nor answers for so long is away. clamd itself ends a scan after two minutes. */
const SILENCE_MILLISECONDS = 180_000
/** A sign of life costs it nothing, and a start waits for it: whoever swallows packets never refuses a connection. */
const SIGN_OF_LIFE_MILLISECONDS = 3000
/** In one chunk of the protocol, behind its length. */
const CHUNK_BYTES = 256 * 1024
const LENGTH_BYTES = 4
/** No answer is longer: the name of what was found. */
const MAX_ANSWER_CHARACTERS = 1000

/**
 * Has content looked at by the virus scanner of this host, before anything else is done with it: a file by its path, or
 * bytes. Refuses what the scanner finds something in (422 `infected`), and what it can't take in (413
 * `too-large-to-scan`). Without an answer nothing passes (503 `virus-scanner-away`). A host without a scanner asks nobody.
 */
export async function refuseInfected({ config, log }: Pick<Services, 'config' | 'log'>, content: string | Uint8Array) {
  const { virusScanner } = config
  if (!virusScanner) return
  const answer = await ask(virusScanner, 'zINSTREAM\0', { frames: framesOf(content) })
  if (answer === 'stream: OK') return

  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  if (isLimit(found ?? answer)) throw tooLargeToScan(answer)
  if (!found) throw away(new Error(`The scanner answered: ${answer}`))
  log.warn({ found }, 'an infected file was refused')
  throw new Refusal(
    422,
    'infected',
    `The virus scanner found something in this file (${found}). Nothing of it was kept. Ask those who look after your computers.`,
  )
}

/** Asks the scanner for a sign of life. Throws when there is none within three seconds. */
export async function checkVirusScanner({ virusScanner }: Pick<Config, 'virusScanner'>) {
  if (!virusScanner) return
  const signal = AbortSignal.timeout(SIGN_OF_LIFE_MILLISECONDS)
  const answer = await ask(virusScanner, 'zPING\0', { signal })
  if (answer !== 'PONG') throw away(new Error(`The scanner answered: ${answer}`))
}

const away = (cause: unknown) =>
  unavailable(
    'virus-scanner-away',
    'The virus scanner does not answer, so nothing is taken in. Please try again.',
    cause,
  )

/** Its StreamMaxLength; or its MaxFileSize or MaxScanSize, where it says so (AlertExceedsMax). */
const isLimit = (said: string) => /^INSTREAM size limit exceeded|^Heuristics\.Limits\.Exceeded/.test(said)

const tooLargeToScan = (cause: string) =>
  new Refusal(
    413,
    'too-large-to-scan',
    'This file is larger than the virus scanner of this host takes, so nothing was kept. Ask those who run this host.',
    { cause },
  )

/**
 * One command of clamd(8) and its answer. INSTREAM: chunks, each behind its length in 4 bytes, big-endian; one of length
 * 0 is the end. With `z` commands and answers end with a zero byte.
 */
async function ask(
  address: NonNullable<Config['virusScanner']>,
  command: string,
  { frames = null, signal }: { frames?: AsyncIterable<Uint8Array> | null; signal?: AbortSignal },
) {
  const socket = connect({ ...address })
  signal?.addEventListener('abort', () => socket.destroy(new Error('The scanner gave no sign of life in time.')))
  socket.setTimeout(SILENCE_MILLISECONDS, () => socket.destroy(new Error('The scanner is silent.')))
  const answered = new Promise<string>((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const end = text.indexOf('\0')
      if (end >= 0) resolve(text.slice(0, end))
      else if (text.length > MAX_ANSWER_CHARACTERS) reject(new Error('The scanner talks without end.'))
    })
    socket.on('error', reject).on('close', () => reject(new Error('The scanner hung up.')))
  })
  const sent = send(socket, command, frames)
  // It may answer before it has everything, and hang up then: so its answer counts, and not how far it came.
  sent.catch((error) => socket.destroy(error))
  try {
    return await answered
  } catch (error) {
    throw away(error)
  } finally {
    socket.destroy()
    await sent.catch(() => undefined)
  }
}

async function send(socket: Socket, command: string, frames: AsyncIterable<Uint8Array> | null) {
  const write = (bytes: Uint8Array) =>
    new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())))
  await write(Buffer.from(command, 'latin1'))
  for await (const frame of frames ?? []) await write(frame)
}

/** Content as chunks with their lengths, in one buffer that is used again: whoever gets one is done with it before the next. */
async function* framesOf(content: string | Uint8Array) {
  const frame = Buffer.allocUnsafeSlow(LENGTH_BYTES + CHUNK_BYTES)
  const file = typeof content === 'string' ? await open(content) : null
  try {
    for (let at = 0; ; ) {
      const chunk = file
        ? (await file.read(frame, LENGTH_BYTES, CHUNK_BYTES, at)).bytesRead
        : copy(content as Uint8Array, at, frame)
      frame.writeUInt32BE(chunk)
      yield frame.subarray(0, LENGTH_BYTES + chunk)
      if (chunk === 0) return
      at += chunk
    }
  } finally {
    await file?.close()
  }
}

function copy(bytes: Uint8Array, at: number, frame: Buffer): number {
  const chunk = bytes.subarray(at, at + CHUNK_BYTES)
  frame.set(chunk, LENGTH_BYTES)
  return chunk.byteLength
}
