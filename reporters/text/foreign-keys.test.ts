import { expect, test } from 'vitest'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { curlLines } from './curl-of-moment.ts'

function sent(line: string, answer: string): Evidence {
  const [method = '', path = '', body] = line.split(' ')
  const request = { method, url: `http://127.0.0.1:1${path}`, headers: {}, ...(body === undefined ? {} : { body }) }
  return { request, response: { status: 200, headers: {}, body: answer }, durationMs: 1 } as unknown as Evidence
}

test('a comment names a member that the commands need and do not make', () => {
  const note = sent('POST /books/b-111111/notes {"text":"a"}', '{"id":"n-22222222","bookId":"b-111111"}')
  const read = sent('GET /books/b-111111/notes/n-22222222', '{"id":"n-22222222","bookId":"b-111111"}')
  const first = (...before: readonly Evidence[]): string | undefined =>
    curlLines(read, { exchange: before.length }, { exchanges: [...before, read] })[0]
  expect(first(note)).toBe(
    '# these commands do not make b-111111; where it is gone, put the key of another member in its place',
  )
  expect(first(sent('POST /books {"title":"a"}', '{"id":"b-111111"}'), note)).not.toMatch(/^#/)
  expect(first(sent('POST /books {"id":"b-111111"}', '{"id":"b-111111"}'), note)).not.toMatch(/^#/)
})

test('a comment tells that the list of a law may need members that no command makes', () => {
  const page = sent('GET /books?limit=4', '{"items":[{"id":"b-111111"}],"next":"OQ"}')
  const last = sent('GET /books?limit=4&cursor=OQ', '{"items":[],"next":null}')
  const made = sent('POST /books {"title":"a"}', '{"id":"b-111111"}')
  const first = (id: string, ...before: readonly Evidence[]): string | undefined =>
    curlLines(last, { exchange: before.length }, { id, exchanges: [...before, last] })[0]
  expect(first('law.pages-hold-all-members[book]', page)).toBe(
    '# these commands make no member, and the list may need members that earlier laws made; the replay makes them',
  )
  expect(first('law.pages-hold-all-members[book]', made, page)).not.toMatch(/^#/)
  expect(first('page.walk[1]', page)).not.toMatch(/^#/)
})
