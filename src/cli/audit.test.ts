import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HOSTILE } from '../../reporters/sample-report.test-support.ts'
import { GROUP, started, VENDOR } from '../../fixtures/reference/started.test-support.ts'
import { conform, folder } from './conform.test-support.ts'

const KEY = '0123456789abcdef0123456789abcdef'

interface Line {
  readonly request: { readonly method: string; readonly url: string; readonly headers: object; readonly body?: string }
  readonly response: { readonly status: number; readonly headers: object; readonly body: string }
}

/** The traffic of a client with the reference server. */
async function traffic(): Promise<readonly Line[]> {
  const { send, url } = await started()
  const lines: Line[] = []
  const call = async (method: string, path: string, body?: object): Promise<void> => {
    const { status, headers, text } = await send(method, path, {
      headers: { 'content-type': VENDOR },
      ...(body && { body }),
    })
    const sent = {
      method,
      url: `${url}/api/atlas/v2/groups/${GROUP}/integrations${path === '' ? '' : `/${path}`}`,
      headers: { accept: VENDOR },
    }
    lines.push({
      request: { ...sent, ...(body && { body: JSON.stringify(body) }) },
      response: { status, headers: { 'content-type': String(headers['content-type']) }, body: text },
    })
  }
  await call('GET', '')
  await call('POST', 'DATADOG', { type: 'DATADOG', apiKey: KEY, region: 'US' })
  await call('POST', 'DATADOG', { type: 'DATADOG', apiKey: KEY, region: 'US' })
  await call('GET', 'DATADOG?pretty=true&envelope=true')
  await call('GET', 'SLACK')
  await call('PATCH', 'DATADOG', {})
  await call('DELETE', 'DATADOG')
  return lines
}

const ndjson = (lines: readonly unknown[]): string => lines.map((one) => `${JSON.stringify(one)}\n`).join('')

function list(headers: object): readonly object[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value: String(value) }))
}

function har(lines: readonly Line[], creator = 'a proxy'): string {
  const entries = lines.map(({ request, response }) => ({
    startedDateTime: '2026-01-01T00:00:00.000Z',
    time: 3,
    request: {
      ...request,
      headers: list(request.headers),
      ...(request.body === undefined ? {} : { postData: { text: request.body } }),
    },
    response: {
      status: response.status,
      headers: list(response.headers),
      content: { size: response.body.length, encoding: 'base64', text: Buffer.from(response.body).toString('base64') },
    },
  }))
  return JSON.stringify({ log: { version: '1.2', creator: { name: creator }, entries } }, undefined, 1)
}

function audits(files: Readonly<Record<string, string>>) {
  const cwd = folder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  return (...args: readonly string[]) => conform(['audit', ...args], { cwd })
}

test('a recording of a server that conforms exits with 0, as HAR and as NDJSON', async () => {
  const lines = await traffic()
  const audit = audits({ 'a.har': har(lines), 'a.ndjson': ndjson(lines) })
  for (const file of ['a.har', 'a.ndjson']) {
    const { status, stdout } = await audit(file)
    expect(stdout).toMatch(
      new RegExp(
        `^7 recorded exchanges in ${file}\\n\\n7 exchanges, 7 passed; nothing sent, \\d+ m?s\\n` +
          `✔ RECORDING CONFORMS  integrations 1.0.0 in ${file}: 7 exchanges judged by \\d+ requirements, no gating requirement violated; \\d+ not seen in the recording\\n$`,
      ),
    )
    expect(status).toBe(0)
  }
})

test('a finding names the cause and the place in the recording, exits with 1, and shows no secret', async () => {
  const lines = (await traffic()).map((line, index) =>
    index === 3 ? { ...line, response: { ...line.response, body: line.response.body.replace(/\*+cdef/, KEY) } } : line,
  )
  const { status, stdout, stderr } = await audits({ 'a.ndjson': ndjson(lines) })('a.ndjson')
  expect(status).toBe(1)
  expect(stdout).toContain(
    'must key-is-masked: expected a mask of the secret; 32 characters of one that was sent for this property are visible',
  )
  expect(stdout).toContain('  case    a.ndjson:4:1\n')
  expect(stdout).toContain("audit 'a.ndjson'")
  expect(stdout + stderr).not.toContain(KEY)
})

test.each([
  ['a.har', '{"log":{\n "entries":[,]}}', 'a.har:2:13: is no JSON: a value or "]" is expected here'],
  ['a.har', '{"log":{}}', 'a.har:1:8: is no HAR: log.entries must be a list'],
  [
    'a.har',
    '{"log":{"entries":[\n{"request":{"url":"http://a/"}}]}}',
    'a.har:2:1: log.entries.0.response must be an object',
  ],
  ['a.har', har([], 'integrations-conformance'), 'a.har:4:14: is evidence of this tool'],
  [
    'a.ndjson',
    '\n{"request":{"method":"GET","url":"/x"}}\n',
    'a.ndjson:2:34: request.url must be a URL that begins with http:// or https://',
  ],
  ['a.ndjson', '{"request":\n', 'a.ndjson:1:12: is no JSON: a value is expected here'],
  ['a.ndjson', '[]', 'a.ndjson:1:1: must be a JSON object'],
  [
    'a.ndjson',
    `{"request":{"method":${JSON.stringify(HOSTILE)},"url":"http://a/"}}`,
    'a.ndjson:1:22: request.method must be a method of HTTP',
  ],
])('a mistake in %s is a sentence with its place, and exit status 2', async (name, text, message) => {
  const { status, stdout, stderr } = await audits({ [name]: text })(name)
  expect(stderr).toContain(message)
  expect([status, stdout]).toEqual([2, ''])
})

test('a file that is not there exits with 2, and one without exchanges with 3', async () => {
  const audit = audits({ 'a.ndjson': '' })
  expect(await audit('none.har')).toMatchObject({
    status: 2,
    stderr: 'none.har cannot be read: there is no such file\n',
  })
  expect((await audit('a.ndjson')).status).toBe(3)
})
