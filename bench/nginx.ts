import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { ask } from './http.ts'

export interface Nginx {
  url: string
  /** What it serves below /; what is put below /put/ lands in `put` here. */
  root: string
  stop(): Promise<void>
}

/** Starts nginx with one worker on a port of its own, in a folder of its own. Null where it is not installed. */
export async function startNginx(dir: string): Promise<Nginx | null> {
  if (spawnSync('nginx', ['-v']).error) return null
  const root = join(dir, 'www')
  for (const folder of [join(root, 'put'), join(root, 'feeds'), join(dir, 'incoming')])
    mkdirSync(folder, { recursive: true })
  const port = await freePort()
  writeFileSync(join(dir, 'nginx.conf'), configuration(dir, root, port))

  const child = spawn('nginx', ['-p', dir, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await answers(child, url, dir)
  return {
    url,
    root,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.kill('SIGTERM')) await gone
    },
  }
}

/** Ready-made gzip for feeds, sendfile for audio, PUT by renaming on one file system; no log, connections kept. */
const configuration = (dir: string, root: string, port: number) => `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${dir}/nginx.pid;
error_log ${dir}/error.log warn;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  client_max_body_size 0;
  client_body_temp_path ${dir}/incoming;
  proxy_temp_path ${dir}/unused; fastcgi_temp_path ${dir}/unused; uwsgi_temp_path ${dir}/unused; scgi_temp_path ${dir}/unused;
  types { application/rss+xml xml; audio/mpeg mp3; }
  server {
    listen 127.0.0.1:${port};
    root ${root};
    gzip_static on;
    location /put/ { dav_methods PUT; }
  }
}
`

async function answers(child: ChildProcess, url: string, dir: string) {
  for (let waited = 0; waited < 5000; waited += 20) {
    if (child.exitCode !== null) break
    if (await ask(url).catch(() => null)) return
    await sleep(20)
  }
  throw new Error(`nginx did not start:\n${readFileSync(join(dir, 'error.log'), 'utf8')}`)
}
