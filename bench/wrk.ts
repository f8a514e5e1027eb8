import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { Load, LoadResult } from './load.ts'

/**
 * `sendLoad` by the program `wrk`, which spends much less on a small request, and receives 8 kB at once. `script` is
 * where it may write.
 */
export async function sendLoadByWrk(load: Load, script: string): Promise<LoadResult> {
  writeFileSync(script, SUMMARY + (load.ranges ? randomRanges(load.ranges) : ''))
  const headers = Object.entries(load.headers ?? {}).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const args = [
    '-t1',
    `-c${load.connections}`,
    `-d${load.seconds}s`,
    '--timeout',
    '30s',
    ...headers,
    '-s',
    script,
    load.url,
  ]
  const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = await text(child.stdout)
  const [, requests = 0, microseconds = 0, bytes = 0, errors = 0] =
    /^bench (\d+) (\d+) (\d+) (\d+)$/m.exec(said)?.map(Number) ?? []
  if (requests === 0 || errors > 0) throw new Error(`wrk met ${errors} errors:\n${said}`)
  return { requestsPerSecond: requests / (microseconds / 1e6), bytesPerSecond: bytes / (microseconds / 1e6) }
}

const SUMMARY = `
done = function(summary)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("bench %d %d %d %d", summary.requests, summary.duration, summary.bytes, failed))
end
`

const randomRanges = ({ bytes, size }: { bytes: number; size: number }) => `
request = function()
  local start = math.random(0, ${size - bytes - 1})
  wrk.headers["Range"] = "bytes=" .. start .. "-" .. (start + ${bytes - 1})
  return wrk.format()
end
`
