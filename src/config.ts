import { resolve } from 'node:path'
import { z } from 'zod'
import { refuseOldNode } from './lib/node-version.ts'

const GIB = 1024 ** 3

const trueOrFalse = () => z.stringbool({ truthy: ['true'], falsy: ['false'], error: 'It must be true or false' })

function numberFrom(first: number, last: number) {
  const sentence = `It must be a number from ${first} to ${last}, in digits alone`
  return z.coerce.number(sentence).min(first, sentence).max(last, sentence)
}

const wholeNumber = (first: number, last = Number.MAX_SAFE_INTEGER) =>
  numberFrom(first, last).int(`It must be a whole number from ${first} to ${last}`)

const address = () => z.url({ protocol: /^https?$/, error: 'It must be an address with http:// or https:// in front' })

/**
 * Every setting, with a default that works on a fresh machine. Production is reached by adding
 * variables, never by changing code: DATABASE_URL leaves the embedded database, S3_BUCKET the local disk.
 * `.env.example` says each in a sentence; a test keeps the two equal.
 */
const Environment = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: address().optional(),
  DATA_DIR: z.string().default('./data'),
  UPLOADS_DIR: z.string().default('./uploads'),
  FEEDS_DIR: z.string().default('./feeds'),
  PAGES_DIR: z.string().optional(),
  OPERATOR_NAME: z.string().trim().max(200).optional(),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'It must be like postgresql://user:password@host/database; in the password # is %23, / is %2F, @ is %40',
    })
    .optional(),
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: address().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  MAX_UPLOAD_BYTES: wholeNumber(1).default(2 * GIB),
  VIRUS_SCAN: z.string().trim().default('').transform(scannerIn),
  FEED_EPISODES: wholeNumber(1, 100_000).default(300),
  WEBSUB_HUBS: z.string().default('').transform(addressesIn),
  EMBED_ORIGINS: z.string().default('').transform(originsIn),
  SECURITY_CONTACT: z.string().default('').transform(contactsIn),
  IMPORT_PRIVATE_NETWORKS: trueOrFalse().default(false),
  DELETED_KEPT_DAYS: numberFrom(0, 3650).default(30),
  LOG_KEPT_DAYS: wholeNumber(90, 3650).default(365),
  OIDC_ISSUER: address()
    .refine(isSafe, 'It must begin with https://; http is for a provider on this machine alone')
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().max(60).optional(),
  OIDC_SCOPES: z.string().default('openid profile email'),
  OIDC_ROLES_CLAIM: z.string().default('groups'),
  OIDC_ROLES: z.string().default('').transform(claimedRolesIn),
  PASSWORD_SIGN_IN: trueOrFalse().default(true),
  REQUIRE_SECOND_FACTOR: trueOrFalse().default(true),
  SECRET: z.string().min(32, 'It needs 32 characters or more').optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export const settingNames = Object.keys(Environment.shape)

export type Config = ReturnType<typeof readConfig>

/** Reads the environment once, at boot. Throws one error that lists every bad variable. */
export function readConfig(env: Record<string, string | undefined> = process.env) {
  const parsed = Environment.superRefine(refuseHalfABucket)
    .superRefine(refuseHalfAProvider)
    .safeParse(withoutBlanks(env))
  if (!parsed.success) throw new Error(`Bad configuration:\n${z.prettifyError(parsed.error)}`)

  const e = parsed.data
  return Object.freeze({
    port: e.PORT,
    host: e.HOST,
    /** Without a slash at its end. Never taken from a request's Host header. */
    publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ''),
    trustProxy: e.TRUST_PROXY,
    database: Object.freeze(
      e.DATABASE_URL
        ? { kind: 'server' as const, url: e.DATABASE_URL }
        : { kind: 'embedded' as const, dir: resolve(e.DATA_DIR, 'postgres') },
    ),
    storage: Object.freeze(
      e.S3_BUCKET
        ? {
            kind: 's3' as const,
            bucket: e.S3_BUCKET,
            endpoint: e.S3_ENDPOINT,
            region: e.S3_REGION,
            accessKeyId: e.S3_ACCESS_KEY_ID,
            secretAccessKey: e.S3_SECRET_ACCESS_KEY,
          }
        : { kind: 'disk' as const, dir: resolve(e.DATA_DIR, 'objects') },
    ),
    dataDir: resolve(e.DATA_DIR),
    uploadsDir: resolve(e.UPLOADS_DIR),
    feedsDir: resolve(e.FEEDS_DIR),
    pagesDir: resolve(e.PAGES_DIR ?? `${e.DATA_DIR}/pages`),
    /** Who runs this, as the first page and search engines name it; null where nobody has said so. */
    operatorName: e.OPERATOR_NAME || null,
    maxUploadBytes: e.MAX_UPLOAD_BYTES,
    /** Where clamd answers, as `net.connect` takes it; null means that nothing is scanned. */
    virusScanner: e.VIRUS_SCAN,
    feedEpisodes: e.FEED_EPISODES,
    hubs: Object.freeze(e.WEBSUB_HUBS),
    /** Sites that may frame players; none named means any. */
    embedOrigins: Object.freeze(e.EMBED_ORIGINS),
    /** Whom security.txt names; nobody means there is none. */
    securityContacts: Object.freeze(e.SECURITY_CONTACT),
    importPrivateNetworks: e.IMPORT_PRIVATE_NETWORKS,
    deletedKeptDays: e.DELETED_KEPT_DAYS,
    logKeptDays: e.LOG_KEPT_DAYS,
    /** Where people sign in besides (OpenID Connect); null means nowhere. */
    provider: e.OIDC_ISSUER
      ? Object.freeze({
          /** As the provider writes it, to the letter. */
          issuer: e.OIDC_ISSUER,
          clientId: e.OIDC_CLIENT_ID!,
          clientSecret: e.OIDC_CLIENT_SECRET,
          label: e.OIDC_LABEL ?? new URL(e.OIDC_ISSUER).hostname,
          scopes: Object.freeze(e.OIDC_SCOPES.split(/[\s,]+/).filter(Boolean)),
          rolesClaim: e.OIDC_ROLES_CLAIM,
          roles: Object.freeze(e.OIDC_ROLES),
        })
      : null,
    passwordSignIn: e.PASSWORD_SIGN_IN,
    /** Of administrators who have a password here. */
    requireSecondFactor: e.REQUIRE_SECOND_FACTOR,
    /** Null means the one the database keeps. */
    secret: e.SECRET ?? null,
    logLevel: e.LOG_LEVEL,
  })
}

/** The settings of this process; one that is set wrong, or a Node that is too old, ends it with a sentence instead of a stack. */
export function readConfigOrExit(env?: Record<string, string | undefined>): Config {
  try {
    const tooOld = refuseOldNode(process.versions.node)
    if (tooOld) throw new Error(tooOld)
    return readConfig(env)
  } catch (error) {
    console.error((error as Error).message)
    process.exit(1)
  }
}

/** Settings that would be ignored in silence, so that audio went to the local disk, or would fail at the first upload. */
function refuseHalfABucket(e: z.output<typeof Environment>, issues: z.RefinementCtx) {
  if (e.S3_ENDPOINT && !e.S3_BUCKET)
    issues.addIssue({ code: 'custom', path: ['S3_BUCKET'], message: 'S3_ENDPOINT needs the name of a bucket' })
  if (Boolean(e.S3_ACCESS_KEY_ID) !== Boolean(e.S3_SECRET_ACCESS_KEY))
    issues.addIssue({ code: 'custom', path: ['S3_ACCESS_KEY_ID'], message: 'the key and its secret belong together' })
}

/** Settings that would lock everybody out, or lead to a provider that knows nothing of this host. */
function refuseHalfAProvider(e: z.output<typeof Environment>, issues: z.RefinementCtx) {
  if (Boolean(e.OIDC_ISSUER) !== Boolean(e.OIDC_CLIENT_ID))
    issues.addIssue({ code: 'custom', path: ['OIDC_CLIENT_ID'], message: 'the issuer and the client belong together' })
  if (!e.PASSWORD_SIGN_IN && !e.OIDC_ISSUER)
    issues.addIssue({ code: 'custom', path: ['PASSWORD_SIGN_IN'], message: 'Without passwords it needs OIDC_ISSUER' })
}

/** What goes there and comes back opens accounts, so nobody on the way may read it. */
function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

/** The socket of clamd by its path, or its host and port; an IPv6 address in brackets. */
function scannerIn(
  text: string,
  issues: z.RefinementCtx,
): Readonly<{ path: string } | { host: string; port: number }> | null {
  if (text === '') return null
  if (text.startsWith('/')) return Object.freeze({ path: text })
  const { ipv6, name, port } =
    /^(?:\[(?<ipv6>[\da-f:.]+)\]|(?<name>[a-z\d.-]+)):(?<port>\d{1,5})$/i.exec(text)?.groups ?? {}
  const host = ipv6 ?? name
  if (host && Number(port) >= 1 && Number(port) <= 65_535) return Object.freeze({ host, port: Number(port) })
  issues.addIssue({
    code: 'custom',
    message:
      'It must be where clamd answers: the path of its socket, like /run/clamav/clamd.ctl, or like 127.0.0.1:3310',
  })
  return z.NEVER
}

/** What a value of the claim makes of somebody: `presse=editor:amtsfunk`. The value may hold everything but a semicolon. */
const CLAIMED_ROLE = /^(.+)=\s*(?:administrator|(reader|author|editor|owner):([a-z0-9-]+))$/

/** Such pairs with semicolons between them. Without a show it is the administrator. */
function claimedRolesIn(text: string, issues: z.RefinementCtx) {
  const entries = text.split(';').map((entry) => entry.trim())
  const matches = entries.filter(Boolean).map((entry) => CLAIMED_ROLE.exec(entry))
  if (matches.every((match) => match !== null))
    return matches.map(([, value, role, show]) => ({
      value: value!.trim(),
      role: (role ?? 'administrator') as 'administrator' | 'reader' | 'author' | 'editor' | 'owner',
      show: show ?? null,
    }))
  issues.addIssue({ code: 'custom', message: 'Each must be like it=administrator or press office=editor:amtsfunk' })
  return z.NEVER
}

/** Addresses with blanks or commas between them, each once. They stand in feeds, so no password may be in them. */
function addressesIn(text: string, issues: z.RefinementCtx): string[] {
  const addresses = text.split(/[\s,]+/).filter((address) => address !== '')
  const urls = addresses.map((address) => URL.parse(address))
  const isFine = (url: URL | null): url is URL =>
    /^https?:$/.test(url?.protocol ?? '') && !url?.username && !url?.password
  if (!urls.every(isFine)) {
    issues.addIssue({ code: 'custom', message: 'Each must be an http or https address without a password' })
    return z.NEVER
  }
  return [...new Set(urls.map(({ href }) => href))]
}

/** What may stand in `frame-ancestors` (CSP 3): scheme and host, its subdomains as `*.`, and a port. */
const ORIGIN = /^https?:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/

/** Sites with blanks or commas between them, each once. They stand in a header, so nothing else may be in them. */
function originsIn(text: string, issues: z.RefinementCtx): string[] {
  const origins = text
    .split(/[\s,]+/)
    .filter((origin) => origin !== '')
    .map((origin) => origin.toLowerCase().replace(/\/$/, ''))
  if (origins.every((origin) => ORIGIN.test(origin))) return [...new Set(origins)]
  issues.addIssue({ code: 'custom', message: 'Each must be like https://www.example.de or https://*.example.de' })
  return z.NEVER
}

/** What security.txt may name (RFC 9116 §2.5.3): addresses of these schemes, web pages by https alone. */
const CONTACT = /^(?:mailto:[^\s@]+@[^\s@]+|tel:\+?[\d().-]+|https:\/\/[^\s/]+\S*)$/

/** Contacts with blanks or commas between them, in order of preference. Each is a line of its own. */
function contactsIn(text: string, issues: z.RefinementCtx): string[] {
  const contacts = text.split(/[\s,]+/).filter((contact) => contact !== '')
  if (contacts.every((contact) => CONTACT.test(contact))) return contacts
  issues.addIssue({
    code: 'custom',
    message: 'Each must be like mailto:security@example.de or https://www.example.de/contact',
  })
  return z.NEVER
}

/** An empty line in .env means "not set", not "set to the empty string". */
function withoutBlanks(env: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}
