import { expect, test } from 'vitest'
import { operationOf } from '../../contract/contract.ts'
import { CONTRACT, SHOWN } from '../observation.test-support.ts'
import { type SentRequest } from '../observation.ts'
import { headerOf } from '../../http/raw-response.ts'
import { readResponse } from './read-response.ts'

const request = (query: Readonly<Record<string, string>> = {}): SentRequest => ({
  method: 'GET',
  target: '/',
  query,
  operation: operationOf(CONTRACT, 'read'),
  role: 'read',
})
const read = (body: unknown, query?: Readonly<Record<string, string>>): ReturnType<typeof readResponse> =>
  readResponse(
    { status: 200, headers: [], body: new TextEncoder().encode(JSON.stringify(body)) },
    request(query),
    CONTRACT,
  )

test('without an envelope the body is the document', () => {
  expect(read(SHOWN)).toMatchObject({ document: SHOWN, documentAt: '' })
  expect(read({ status: 1, content: 2 })).toMatchObject({ document: { status: 1, content: 2 } })
  expect(read({ status: 1, content: 2 }, { envelope: 'false' })).toMatchObject({ documentAt: '' })
})

test('in an envelope an item is the content, and a list is the body without its status', () => {
  const query = { envelope: 'true' }
  expect(read({ status: 200, content: SHOWN }, query)).toMatchObject({ document: SHOWN, documentAt: '/content' })
  expect(read({ status: 200, results: [] }, query)).toMatchObject({ document: { results: [] }, documentAt: '' })
  expect(read({ status: 200, results: [] }, query).document).not.toHaveProperty('status')
  expect(read([1], query)).toMatchObject({ document: [1], documentAt: '' })
})

test('an error in an envelope has the status of the envelope', () => {
  const query = { envelope: 'true' }
  const error = { error: 404, errorCode: 'INTEGRATION_NOT_CONFIGURED' }
  expect(read({ status: 404, content: error }, query).status).toBe(404)
  expect(read({ status: 404, ...error }, query).status).toBe(404)
  expect(read({ status: 404, content: error }).status, 'unasked').toBe(200)
  expect(read({ status: 404, content: SHOWN }, query).status, 'no error').toBe(200)
  expect(read({ status: 400, content: error }, query).status, 'another status').toBe(200)
})

test('a media type has no parameters and lower case, and a defect is kept', () => {
  const raw = { status: 200, headers: [['content-type', 'Text/HTML ; charset=x']] as const, body: new Uint8Array() }
  const seen = readResponse({ ...raw, defect: 'cut' }, request(), CONTRACT)
  expect(seen).toMatchObject({
    mediaType: 'text/html',
    defect: 'cut',
    text: '',
    json: { ok: false },
    document: undefined,
  })
  expect(readResponse({ ...raw, headers: [] }, request(), CONTRACT).mediaType).toBe('')
  expect(headerOf(seen, 'CONTENT-TYPE')).toBe('Text/HTML ; charset=x')
  expect(headerOf(seen, 'x')).toBe(undefined)
})
