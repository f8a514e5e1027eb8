import { parseArgs } from 'node:util'
import { listApiKeys, revokeApiKey } from './accounts/api-key.ts'
import { type Acting, OPERATOR } from './accounts/logbook.ts'
import { readConfigOrExit } from './config.ts'
import { joinDatabase } from './db.ts'
import { Refusal } from './lib/errors.ts'
import { isBlank } from './lib/input.ts'
import { openLog } from './log.ts'
import { migrate } from './migrate.ts'
import { prepareQueue } from './queue/worker.ts'

const USAGE = `npm run sendeplatz -- <command>

  token create <name>    makes an API key for a program and prints it, this once; it may do everything unless told
    --show <slug>          for this show alone, or several with commas between them
    --may <role>           as a reader, author, editor or owner may; or verbs with commas between them: "upload, publish"
    --expires <days>       until then
  token list             names all API keys: what they may, until when, when they were last used
  token revoke <id>      makes an API key useless from now on
  producer add <email>   prints a link with which that person makes her account, once and within a week
    --administrator        who may do everything
    --show <slug>          who works on this show
    --role <role>          as its owner, editor, author or reader; editor otherwise
  producer password <email> prints a link with which that person, who forgot her password, sets another one within a day
  producer unlock <email> lets that person sign in again at once after too many wrong passwords
  producer reset <email>  takes codes and passkeys from that person, who lost her device, and ends her sessions
  show import <url>      takes over a show with all its episodes from the feed of another host
    --slug <slug>          its address here; made from its title otherwise
    --dry-run              only says what would happen
    --owner-confirmed      also if the feed is locked: you are its owner, or speak for her
  pages check            lists what the legal pages still lack
  migrate                brings the database to the newest migration (npm start does so too)

Settings are read from the environment, see .env.example. A host that runs on the same DATA_DIR may go on running.`

const OPTIONS = {
  slug: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'owner-confirmed': { type: 'boolean' },
  administrator: { type: 'boolean' },
  show: { type: 'string' },
  role: { type: 'string' },
  may: { type: 'string' },
  expires: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const
type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

interface Command {
  /** What to say when its argument is missing; null for a command that takes none. */
  needs: string | null
  takes?: (keyof typeof OPTIONS)[]
  run(services: Acting, argument: string, options: Options): Promise<void>
}

const COMMANDS: Record<string, Command> = {
  'token create': {
    needs: 'Name the token after who uses it.',
    takes: ['show', 'may', 'expires'],
    async run(services, name, { show, may, expires }) {
      const { addKey } = await import('./add-key.ts')
      console.log(await addKey(services, { name, show, may, expires }))
    },
  },
  'token list': {
    needs: null,
    async run(services) {
      const { describeKey } = await import('./add-key.ts')
      for (const key of await listApiKeys(services)) console.log(describeKey(key, services.now()))
    },
  },
  'token revoke': {
    needs: 'Name the id of the token, as "token list" shows it.',
    async run(services, id) {
      if (!(await revokeApiKey(services, id))) throw new Error('There is no valid token with this id.')
    },
  },
  'producer add': {
    needs: 'Write the e-mail address of the person.',
    takes: ['administrator', 'show', 'role'],
    async run(services, email, { administrator, show, role }) {
      const { addProducer } = await import('./add-producer.ts')
      console.log(await addProducer(services, { email, administrator, show, role }))
    },
  },
  'producer password': {
    needs: 'Write the e-mail address of the person.',
    async run(services, email) {
      const { makeProducerPassword } = await import('./add-producer.ts')
      console.log(await makeProducerPassword(services, email))
    },
  },
  'producer unlock': {
    needs: 'Write the e-mail address of the person.',
    async run(services, email) {
      const { unlockProducer } = await import('./add-producer.ts')
      await unlockProducer(services, email)
    },
  },
  'producer reset': {
    needs: 'Write the e-mail address of the person.',
    async run(services, email) {
      const { resetProducer } = await import('./add-producer.ts')
      await resetProducer(services, email)
    },
  },
  'show import': {
    needs: 'Write the address of the feed.',
    takes: ['slug', 'dry-run', 'owner-confirmed'],
    async run(services, url, { slug, 'dry-run': dryRun, 'owner-confirmed': ownerConfirmed }) {
      const { importShow } = await import('./import-show.ts')
      await importShow(services, { url, slug, dryRun, ownerConfirmed })
    },
  },
  'pages check': {
    needs: null,
    async run({ config }) {
      const { findGaps } = await import('./web/legal-pages.ts')
      const pages = await findGaps(config)
      for (const { name, gaps } of pages) console.log(`${name}.md\n${gaps.map((gap) => `  ${gap}`).join('\n')}`)
      if (pages.length > 0) throw new Error(`Write these pages in ${config.pagesDir}, without the double brackets.`)
    },
  },
  migrate: { needs: null, run: async () => undefined },
}

const command = readCommand()
const config = readConfigOrExit()
const log = openLog(config.logLevel === 'debug' ? 'debug' : 'warn')

try {
  const database = await joinDatabase(config, log)
  try {
    await migrate(database, log)
    await prepareQueue(database.pool, log)
    // Commands need no storage: it may be away while a token is revoked.
    const services = { config, db: database.db, log, now: () => new Date(), by: OPERATOR } as Acting
    await command.run(services)
  } finally {
    await database.close()
  }
} catch (error) {
  const sentences = error instanceof Refusal ? Object.values(error.fields) : []
  console.error(sentences.length > 0 ? sentences.join(' ') : (error as Error).message)
  process.exitCode = 1
}

/** What was asked for, before anything is opened. Ends with the usage when it is no command. */
function readCommand() {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: OPTIONS })
    if (values.help) {
      console.log(USAGE)
      process.exit(0)
    }
    const typed = positionals.join(' ')
    const name = Object.keys(COMMANDS).find((name) => `${typed} `.startsWith(`${name} `))
    if (!name) throw new Error(typed && `There is no command "${typed}".`)

    const { needs, takes = [], run } = COMMANDS[name]!
    const [argument = '', ...more] = positionals.slice(name.split(' ').length)
    if (needs && isBlank(argument)) throw new Error(needs)
    if (!needs && argument !== '') throw new Error(`"${name}" takes nothing more.`)
    if (more.length > 0) throw new Error('Put a name of several words in quotes.')
    const stranger = Object.keys(values).find((option) => !takes.some((known) => known === option))
    if (stranger) throw new Error(`"${name}" takes no --${stranger}.`)
    return { run: (services: Acting) => run(services, argument, values) }
  } catch (error) {
    const { message } = error as Error
    console.error(message ? `${message}\n\n${USAGE}` : USAGE)
    process.exit(1)
  }
}
