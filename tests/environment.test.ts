import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig, settingNames } from '../src/config.ts'

const example = readFileSync('.env.example', 'utf8')

/** Each setting in the example: the sentence above it, its name and its default. */
const entries = [...example.matchAll(/^# (.+)\n#([A-Z0-9_]+)=(.*)$/gm)].map(([, sentence, name, value]) => ({
  sentence,
  name: name!,
  value: value!,
}))

test('.env.example names every setting, and nothing else', () => {
  expect(entries.map(({ name }) => name)).toEqual(settingNames)
  expect(example.match(/^#?[A-Z0-9_]+=/gm)).toHaveLength(settingNames.length)
})

test('each setting in .env.example has a sentence above it', () => {
  for (const { name, sentence } of entries)
    expect([name, sentence]).toEqual([name, expect.stringMatching(/^[A-Z].+\.$/)])
})

test('.env.example shows the defaults: with all of its lines switched on nothing changes', () => {
  const asExample = readConfig(Object.fromEntries(entries.map(({ name, value }) => [name, value])))
  expect(asExample).toEqual(readConfig({}))
})

test('nothing is switched on in .env.example', () => {
  expect(example).not.toMatch(/^[^#\n]/m)
})

test('a fresh machine needs no setting', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    database: { kind: 'embedded', dir: resolve('data/postgres') },
    storage: { kind: 'disk', dir: resolve('data/objects') },
    maxUploadBytes: 2 * 1024 ** 3,
  })
})

test('every bad variable is named, all at once', () => {
  const bad = {
    ...{ PORT: '70000', PUBLIC_URL: 'podcast.example', DATABASE_URL: 'mysql://host/x', S3_ENDPOINT: 'ceph' },
    ...{ MAX_UPLOAD_BYTES: '2GB', TRUST_PROXY: '-1', LOG_LEVEL: 'loud' },
  }
  expect(() => readConfig({ ...bad, S3_REGION: 'eu' })).toThrow(/^Bad configuration:\n/)
  for (const name of Object.keys(bad)) expect(() => readConfig(bad)).toThrow(new RegExp(`at ${name}(\\n|$)`))
  expect(() => readConfig({ ...bad, S3_REGION: 'eu' })).not.toThrow(/S3_REGION/)
})

test('what is wrong with a variable is said in words for whoever set it', () => {
  const said = (env: Record<string, string>) => {
    try {
      return void readConfig(env)
    } catch (error) {
      return (error as Error).message.split('\n').at(1)
    }
  }
  expect(said({ MAX_UPLOAD_BYTES: '2GB' })).toBe('✖ It must be a number from 1 to 9007199254740991, in digits alone')
  expect(said({ PORT: '70000' })).toBe('✖ It must be a number from 0 to 65535, in digits alone')
  expect(said({ PORT: '80.5' })).toBe('✖ It must be a whole number from 0 to 65535')
  expect(said({ PUBLIC_URL: 'podcast.example' })).toBe('✖ It must be an address with http:// or https:// in front')
  expect(said({ DATABASE_URL: 'postgresql://me:p#ss@db/x' })).toMatch(/^✖ It must be like postgresql:.* # is %23/)
  expect(said({ PASSWORD_SIGN_IN: 'no' })).toBe('✖ It must be true or false')
})

test('an empty variable counts as not set, and one nobody knows is let be', () => {
  const empty = Object.fromEntries(settingNames.map((name) => [name, '']))
  expect(readConfig(empty)).toEqual(readConfig({}))
  expect(readConfig({ HOME: '/root', SENDEPLATZ: 'x' })).toEqual(readConfig({}))
})

test('one variable leaves the embedded database, another the local disk', () => {
  const config = readConfig({
    DATABASE_URL: 'postgresql://db/podcast',
    S3_BUCKET: 'podcast',
    S3_ENDPOINT: 'https://s3.example',
  })
  expect(config.database).toEqual({ kind: 'server', url: 'postgresql://db/podcast' })
  expect(config.storage).toMatchObject({
    kind: 's3',
    bucket: 'podcast',
    endpoint: 'https://s3.example',
    region: 'us-east-1',
  })
})

test('the public address has no slash at its end, and follows the port where none is set', () => {
  expect(readConfig({ PUBLIC_URL: 'https://podcast.example//' }).publicUrl).toBe('https://podcast.example')
  expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080')
})

test('settings can’t be changed by whoever reads them', () => {
  const config = readConfig({})
  expect(Object.isFrozen(config) && Object.isFrozen(config.database) && Object.isFrozen(config.storage)).toBe(true)
})

test('half of the settings for a bucket is refused, since it would be ignored in silence', () => {
  expect(() => readConfig({ S3_ENDPOINT: 'http://127.0.0.1:9000' })).toThrow(/S3_BUCKET/)
  expect(() => readConfig({ S3_BUCKET: 'audio', S3_ACCESS_KEY_ID: 'name' })).toThrow(/S3_ACCESS_KEY_ID/)
  expect(readConfig({ S3_BUCKET: 'audio' }).storage.kind).toBe('s3')
})

test('hubs are addresses with blanks or commas between them, each once, and without a password', () => {
  const set = (hubs: string) => readConfig({ WEBSUB_HUBS: hubs }).hubs
  expect(set(' https://a.example/hub,\n http://b.example  https://a.example/hub')).toEqual([
    'https://a.example/hub',
    'http://b.example/',
  ])
  expect(readConfig({}).hubs).toEqual([])
  for (const bad of ['a.example', 'ftp://a.example/', 'https://a.example/ ws://b', 'https://me:secret@a.example/'])
    expect(() => set(bad)).toThrow(/at WEBSUB_HUBS/)
})

describe('a provider to sign in at', () => {
  const half = { OIDC_ISSUER: 'https://anmeldung.example/realms/land', OIDC_CLIENT_ID: 'sendeplatz' }
  const rolesIn = (OIDC_ROLES: string) => readConfig({ ...half, OIDC_ROLES }).provider!.roles

  test('needs its issuer and a client, and nothing else', () => {
    expect(readConfig({}).provider).toBeNull()
    expect(readConfig(half).provider).toEqual({
      ...{ issuer: half.OIDC_ISSUER, clientId: 'sendeplatz', clientSecret: undefined, label: 'anmeldung.example' },
      ...{ scopes: ['openid', 'profile', 'email'], rolesClaim: 'groups', roles: [] },
    })
  })

  test('maps any text of a claim, also a name of a directory', () => {
    expect(rolesIn('cn=it,ou=amt=administrator; Presse Stelle = editor:amtsfunk;')).toEqual([
      { value: 'cn=it,ou=amt', role: 'administrator', show: null },
      { value: 'Presse Stelle', role: 'editor', show: 'amtsfunk' },
    ])
  })

  test.each<[string, Record<string, string>]>([
    ['OIDC_CLIENT_ID', { OIDC_ISSUER: half.OIDC_ISSUER }],
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: 'sendeplatz' }],
    ['OIDC_ISSUER', { ...half, OIDC_ISSUER: 'http://anmeldung.example' }],
    ['OIDC_ROLES', { ...half, OIDC_ROLES: 'it=boss' }],
    ['OIDC_ROLES', { ...half, OIDC_ROLES: 'editor:amtsfunk' }],
    ['OIDC_ROLES', { ...half, OIDC_ROLES: '=administrator' }],
    ['PASSWORD_SIGN_IN', { PASSWORD_SIGN_IN: 'false' }],
  ])('is refused by %s where it would lock people out or let others read: %o', (name, env) => {
    expect(() => readConfig(env)).toThrow(new RegExp(`at ${name}(\\n|$)`))
  })
})

test('a virus scanner is named by the path of its socket, or by host and port; anything else is said to be wrong', () => {
  const read = (VIRUS_SCAN: string) => readConfig({ VIRUS_SCAN }).virusScanner
  expect(readConfig({}).virusScanner).toBeNull()
  expect(read('/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' })
  expect(read('scan.amt.example:3310')).toEqual({ host: 'scan.amt.example', port: 3310 })
  expect(read('[::1]:3310')).toEqual({ host: '::1', port: 3310 })
  for (const wrong of [
    'yes',
    'clamdscan',
    'localhost',
    'localhost:0',
    'localhost:99999',
    'tcp://localhost:3310',
    'a b:1',
  ])
    expect(() => read(wrong), wrong).toThrow(/It must be where clamd answers: .*clamd\.ctl/)
})
