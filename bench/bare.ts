import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import type { Bench } from './place.ts'

/** All that node:http can do: no routes, no conditions, the same few bytes for every request. */
const PROGRAM = `
  const [file, status, port] = process.argv.slice(1)
  const body = Number(status) === 304 ? '' : require('node:fs').readFileSync(file)
  const headers = ['ETag', '"bare"', 'Content-Encoding', 'gzip', 'Content-Type', 'application/rss+xml; charset=utf-8']
  require('node:http')
    .createServer((request, response) => response.writeHead(Number(status), headers).end(body))
    .listen(Number(port), '127.0.0.1', () => process.send(0))`

/** Runs work beside a bare node:http server that answers everything with this body and status. */
export async function withBareServer<T>(bench: Bench, body: Buffer, status: number, work: (url: string) => Promise<T>) {
  const file = join(bench.dir, 'bare')
  writeFileSync(file, body)
  const port = await freePort()
  const child = spawn(process.execPath, ['-e', PROGRAM, file, String(status), String(port)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const stop = () => ended(child)
  bench.cleaners.add(stop)
  try {
    await new Promise((resolve) => child.once('message', resolve))
    return await work(`http://127.0.0.1:${port}`)
  } finally {
    await stop()
    bench.cleaners.delete(stop)
  }
}

async function ended(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
