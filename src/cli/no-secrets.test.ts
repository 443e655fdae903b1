import { expect, test } from 'vitest'
import { answer, fired, firedApart, hostile, type Incoming, oneOfEach } from './hostile.test-support.ts'

const TOKEN = 'Tk-owner.93jfkq02~hdKs81'
const API_KEY = 'Ak-owner/27dkqp45&hQm3'
const PASSWORD = 'Pk-owner-83hdkw91-Lw0'
const CLIENT_SECRET = 'mdb_sa_sk_Kq83hFt0Wm+x9'
const ACCESS = 'At-owner-55jsmq19-Zx7'
/** The token that a client gets with altered credentials. */
const WRONGLY_ISSUED = 'Wt-other-19kdmq77-Bw3'

/** All encodings in which a text may hold a secret. */
const FORMS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 within more': (text) => Buffer.from(`user:${text}!`).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  hex: (text) => Buffer.from(text).toString('hex'),
  HEX: (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'percent, where needed': (text) => encodeURIComponent(text),
  percent: (text) => eachByte(text, (hex) => `%${hex}`),
  'JSON escapes': (text) => eachByte(text, (hex) => `\\u00${hex}`),
  'HTML, hexadecimal': (text) => eachByte(text, (hex) => `&#x${hex};`),
  'HTML, decimal': (text) => eachByte(text, (hex) => `&#${Number.parseInt(hex, 16)};`),
}

function eachByte(text: string, write: (hex: string) => string): string {
  return Array.from(Buffer.from(text), (byte) => write(byte.toString(16).padStart(2, '0'))).join('')
}

/** A server that echoes each secret in all encodings, in all parts of its responses. */
async function echo(): Promise<{ readonly url: string; readonly requests: readonly Incoming[] }> {
  return hostile((socket, request) => {
    if (request.path.endsWith('/token')) {
      const isOwner = request.head.includes(Buffer.from(`id:${encodeURIComponent(CLIENT_SECRET)}`).toString('base64'))
      const token = isOwner ? ACCESS : WRONGLY_ISSUED
      return void socket.write(answer(`{"access_token":"${token}","token_type":"Bearer","expires_in":3600}`))
    }
    const texts = [...secretsIn(request), TOKEN, API_KEY, PASSWORD, CLIENT_SECRET, ACCESS]
    const forms = texts.flatMap((text) => Object.values(FORMS).map((form) => form(text)))
    const said = forms.map((form) => `"${form}":"${form}"`).join()
    const headers = forms.map((form) => `X-Echo: ${form}\r\n`).join('')
    const names = texts.map((text) => `${text.replaceAll(/[^\w.~+&-]/g, '')}: 1\r\n`).join('')
    socket.write(
      answer(
        `{${said},"results":[{"type":"${TOKEN}"}],"totalCount":"${API_KEY}","links":[{"rel":"next","href":"${PASSWORD}"}]}`,
        {
          headers: `Content-Type: application/json; a=${TOKEN}\r\n${headers}${names}`,
        },
      ),
    )
  })
}

/** The secrets of a body, recognised by property names. The contract allows the last characters in a response. */
function secretsIn({ body }: Incoming): readonly string[] {
  try {
    const said = Object.entries(JSON.parse(body) as Record<string, unknown>)
    return said.flatMap(([name, value]) =>
      /(api|service|license|read|write)(key|token)|secret|password/i.test(name) &&
      typeof value === 'string' &&
      value.length >= 16
        ? [value]
        : [],
    )
  } catch {
    return []
  }
}

/** Removes escapes of JSON and XML, and the case of hexadecimal digits. */
function flat(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('\\', '').toLowerCase()
}

/** Each line is searched once: the reports repeat the same exchanges, and no form of a secret holds a line break. */
function expectNone(all: string, secrets: Iterable<string>): void {
  const text = flat([...new Set(all.split('\n'))].join('\n'))
  for (const secret of secrets)
    for (const [name, form] of Object.entries(FORMS))
      expect(text.includes(flat(form(secret))), `${secret}, ${name}`).toBe(false)
}

const config = (owner: string): Readonly<Record<string, string>> => ({
  'conform.config.yaml': `principals: { owner: ${owner} }\n`,
})
const LOG_INS: readonly (readonly [string, string])[] = [
  ['bearer', `{ bearer: '${TOKEN}' }`],
  ['headers', `{ headers: { X-Api-Key: '${API_KEY}' } }`],
  ['digest', `{ digest: { username: owner-key, password: '${PASSWORD}' } }`],
  ['oauth2', `{ oauth2: { clientId: id, clientSecret: '${CLIENT_SECRET}' } }`],
]
const OF: Readonly<Record<string, readonly string[]>> = {
  bearer: [TOKEN],
  headers: [API_KEY],
  digest: [PASSWORD],
  oauth2: [CLIENT_SECRET, ACCESS, WRONGLY_ISSUED],
}
const ON_GITHUB = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary.md' }

test.each(LOG_INS)('no output of a failing run holds a secret: %s', async (scheme, owner) => {
  const { url, requests } = await echo()
  const told = await fired([...oneOfEach(/^(list|credentials)\./), 'create.full', 'update.full'], url, {
    files: config(owner),
    env: ON_GITHUB,
  })
  expect(told.status).toBe(1)
  expect(told.all).toContain('curl ')
  expect(told.all).toContain('::error ')
  const sent = new Set(requests.flatMap(secretsIn))
  expect(sent.size).toBeGreaterThan(3)
  expectNone(told.all, [...(OF[scheme] ?? []), ...sent])
})

/** The formats beside those that every hostile run writes. */
const FORMATS = ['markdown', 'ctrf', 'sarif', 'gitlab', 'har', 'ndjson', 'badge']

test('no format for another program holds a secret', async () => {
  const { url, requests } = await echo()
  const told = await fired(['create.full'], url, {
    files: config(`{ bearer: '${TOKEN}' }`),
    flags: FORMATS.flatMap((name) => ['--reporter', `${name}=report.${name}`]),
  })
  expect(told.status).toBe(1)
  for (const text of ['"conformCause/v1"', '"CTRF"', '"pageref"', '"finding"', '### What to mend: ', '"check_name"'])
    expect(told.all).toContain(text)
  expectNone(told.all, [TOKEN, ...requests.flatMap(secretsIn)])
})

/** The proof in the header Authorization of a request: a token, the client of a token request, or the hash of a digest. */
function proofIn({ head }: Incoming): string | undefined {
  const value = /^authorization: *(.*)$/im.exec(head)?.[1] ?? ''
  return /\bresponse="?([0-9a-f]+)/.exec(value)?.[1] ?? /^(?:Bearer|Basic) (.*)$/.exec(value)?.[1]
}

/** A server that refuses requests with the credentials that they came with. */
async function echoOfCredentials(): Promise<{ readonly url: string; readonly requests: readonly Incoming[] }> {
  return hostile((socket, request) => {
    const sent = /^authorization: *(.*)$/im.exec(request.head)?.[1]
    const said = JSON.stringify({
      error: sent === undefined ? 401 : 400,
      errorCode: 'ODD',
      detail: `${sent ?? 'nobody'} failed`,
    })
    const challenge = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth", algorithm=MD5\r\n'
    const headers = `Content-Type: application/json\r\nX-Sent: ${sent ?? ''}\r\n${challenge}`
    if (request.path.endsWith('/token'))
      return void socket.write(answer(`{"access_token":"${ACCESS}","token_type":"Bearer","expires_in":3600}`))
    socket.write(answer(said, { status: sent === undefined ? '401 Unauthorized' : '400 Bad Request', headers }))
  })
}

test.each(LOG_INS.filter(([scheme]) => scheme !== 'headers'))(
  'credentials that an error shows are masked, and violate nothing: %s',
  async (_, owner) => {
    const { url, requests } = await echoOfCredentials()
    const told = await fired(['list.*'], url, { files: config(owner), env: ON_GITHUB })
    const proofs = new Set(requests.flatMap((request) => proofIn(request) ?? []))
    expect(proofs.size).toBeGreaterThan(0)
    expect(told.all).toContain('<secret>')
    expect(told.all).not.toContain('no-secret-elsewhere: ')
    expectNone(told.all, proofs)
  },
)

/** A module that makes the reading of a response fail with a message. */
const breaking = (secret: string): string => `
const decode = TextDecoder.prototype.decode
TextDecoder.prototype.decode = function (...given) {
  const text = decode.apply(this, given)
  if (text.includes('totalCount')) throw new Error(${JSON.stringify(secret)})
  return text
}`

test('no crash message holds a secret', async () => {
  const { url } = await echo()
  for (const form of [TOKEN, Buffer.from(TOKEN).toString('base64')]) {
    const told = await firedApart(['list.*'], url, { files: config(`{ bearer: '${TOKEN}' }`), preload: breaking(form) })
    expect([told.status, told.stderr]).toEqual([2, expect.stringContaining('this is a defect of the tool') as string])
    expectNone(told.all, [TOKEN])
  }
})

test('no message about a configuration mistake holds a secret', async () => {
  const files = { 'conform.config.yaml': "rate: '${SECRET}'\ntls: { insecure: '${SECRET}' }\n" }
  const told = await fired(['list.*'], 'http://127.0.0.1:1', { files, env: { SECRET: TOKEN } })
  expect(told.status).toBe(2)
  expect(told.stderr).toContain('${SECRET}')
  expectNone(told.all, [TOKEN])
})
