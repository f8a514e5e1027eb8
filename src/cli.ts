import { parseArgs } from 'node:util'
import { createToken, listTokens, revokeToken } from './accounts/token.ts'
import { readConfig } from './config.ts'
import { joinDatabase } from './db.ts'
import { openLog } from './log.ts'
import { migrate } from './migrate.ts'
import { prepareQueue } from './queue/worker.ts'

const USAGE = `npm run sendeplatz -- <command>

  token create <name>    makes a token for a program and prints it, this once
  token list             names all tokens
  token revoke <id>      makes a token useless from now on
  migrate                brings the database to the newest migration (npm start does so too)

Settings are read from the environment, see .env.example. A host that runs on the same DATA_DIR may go on running.`

const { positionals } = parseArgs({ allowPositionals: true })
const [noun, verb, argument] = positionals
const config = readConfig()
const log = openLog(config.logLevel === 'debug' ? 'debug' : 'warn')

try {
  const database = await joinDatabase(config, log)
  try {
    await migrate(database.pool)
    await prepareQueue(database.pool, log)
    process.exitCode = await run({ db: database.db, now: () => new Date() })
  } finally {
    await database.close()
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

type Needed = Parameters<typeof createToken>[0]

async function run(few: Pick<Needed, 'db' | 'now'>): Promise<number> {
  const services = few as Needed
  switch (`${noun} ${verb ?? ''}`.trim()) {
    case 'token create': {
      if (!argument) return usage('Name the token after who uses it.')
      const { secret } = await createToken(services, argument)
      console.log(secret)
      return 0
    }
    case 'token list':
      for (const { id, name, createdAt, revokedAt } of await listTokens(services))
        console.log(`${id}  ${createdAt.toISOString()}  ${revokedAt ? 'revoked' : 'valid  '}  ${name}`)
      return 0
    case 'token revoke':
      if (argument && (await revokeToken(services, argument))) return 0
      return usage('There is no valid token with this id.')
    case 'migrate':
      return 0
    default:
      return usage(noun ? `There is no command "${positionals.join(' ')}".` : '')
  }
}

function usage(problem: string): number {
  if (problem) console.error(`${problem}\n`)
  console.error(USAGE)
  return 1
}
