import { expect, test } from 'vitest'
import { fetchTarget } from './fetch-target.ts'
import { CHUNKED, inPieces } from './in-pieces.ts'
import { readable, served, targetAt } from './served.test-support.ts'
import { DEFAULT_LIMITS, type TargetRequest } from './target.ts'

const BODY = new TextEncoder().encode('{"a":"équipe 🚨"}')
const POST: TargetRequest = { method: 'POST', path: '/', headers: [['X-A', '1']], body: BODY }
const CHUNKED_POST: TargetRequest = { ...POST, headers: [...POST.headers, CHUNKED], transfer: 'chunked' }

async function piecesOf(body: Uint8Array): Promise<readonly string[]> {
  const pieces: string[] = []
  for await (const piece of inPieces(body, 'chunked')) pieces.push(Buffer.from(piece).toString('latin1'))
  return pieces
}

test('a body is cut within its characters of several bytes, and in the middle if it has none', async () => {
  expect(await piecesOf(BODY)).toEqual(['{"a":"Ã', '©quipe ð', '\u009f\u009a¨"}'])
  expect(await piecesOf(Buffer.from('{"a":1}'))).toEqual(['{"a', '":1}'])
  expect((await piecesOf(Buffer.from('é'.repeat(50)))).length).toBe(9)
})

interface Seen {
  readonly headers: readonly string[]
  readonly pieces: readonly string[]
}

/** A server that tells the header about the body, and the pieces in which the body arrives. */
async function telling(): Promise<string> {
  return served((request, response) => {
    const pieces: string[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece.toString('latin1')))
    const headers = ['transfer-encoding', 'content-length', 'connection'].map((name) => String(request.headers[name]))
    request.on('end', () => response.end(JSON.stringify({ headers, pieces } satisfies Seen)))
  })
}

async function seenOf(request: TargetRequest): Promise<Seen> {
  const { body } = readable(await targetAt(await telling()).send(request)) as { readonly body: string }
  return JSON.parse(body) as Seen
}

test('a chunked body is sent in chunks without a length, on a connection that ends with the answer', async () => {
  const { headers, pieces } = await seenOf(CHUNKED_POST)
  expect(headers).toEqual(['chunked', 'undefined', 'close'])
  expect(pieces).toEqual(await piecesOf(BODY))
})

test('a split body is sent in several pieces with its length', async () => {
  const { headers, pieces } = await seenOf({ ...POST, transfer: 'split' })
  expect(headers).toEqual(['undefined', String(BODY.length), 'keep-alive'])
  expect(pieces.length).toBeGreaterThan(1)
  expect(pieces.join('')).toBe(Buffer.from(BODY).toString('latin1'))
})

test.each([CHUNKED_POST, { ...POST, transfer: 'split' } as const])(
  'a target in this process reads the body as a stream of pieces',
  async (request) => {
    const pieces: string[] = []
    const target = fetchTarget(async ({ body }) => {
      for await (const piece of body ?? []) pieces.push(Buffer.from(piece as Uint8Array).toString('latin1'))
      return new Response('done')
    }, DEFAULT_LIMITS)
    expect(await target.send(request)).toMatchObject({ answered: true })
    expect(pieces).toEqual(await piecesOf(BODY))
  },
)
