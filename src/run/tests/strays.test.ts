import { expect, test } from 'vitest'
import { served } from '../../http/served.test-support.ts'
import { fireAt, GROUP } from './run.test-support.ts'

const PREFIX = `/api/atlas/v2/groups/${GROUP}/integrations`

interface Odd {
  /** True for a server that knows a member by the segment of the path as it was sent, percent signs and all. */
  readonly isRaw?: boolean
  /** True for a server that deletes nothing under a type that is not documented. */
  readonly keeps?: boolean
}

/** A server that stores a member under any type. Returns its URL, and what it has. */
async function accepting({ isRaw = false, keeps = false }: Odd = {}) {
  const members = new Map<string, unknown>()
  const page = (): unknown => ({ links: [], results: [...members.values()], totalCount: members.size })
  const url = await served((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost')
    const segment = pathname.slice(PREFIX.length + 1)
    const key = isRaw ? segment : decodeURIComponent(segment)
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/vnd.atlas.2023-01-01+json' })
      response.end(JSON.stringify(body))
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.method === 'POST')
        members.set(key, { ...JSON.parse(String(Buffer.concat(chunks))), id: '6'.repeat(24), type: key })
      if (request.method === 'DELETE') {
        const isThere = members.has(key) && !(keeps && key.startsWith('UN'))
        if (isThere) members.delete(key)
        answer(isThere ? 204 : 404, { error: 404, errorCode: 'INTEGRATION_NOT_CONFIGURED' })
        return
      }
      if (segment === '' || request.method === 'POST') answer(200, page())
      else if (members.has(key)) answer(200, members.get(key))
      else answer(404, { error: 404, errorCode: 'INTEGRATION_NOT_CONFIGURED' })
    })
  })
  return { url, members }
}

test('a member under a type that the contract does not have is removed after its case', async () => {
  const { url, members } = await accepting()
  const report = await fireAt({ target: url, only: ['path.unknown-type[create,UNKNOWN]'] })
  expect(report.results.map(({ status }) => status)).toEqual(['fail'])
  expect(report.leftBehind).toBeUndefined()
  expect([...members.keys()]).toEqual([])
})

test('a server that does not decode its path gets the delete with the segment as it was sent', async () => {
  const { url, members } = await accepting({ isRaw: true })
  await fireAt({ target: url, only: ['path.not-utf-8[create,DATADOG,DATADOG%FF]'] })
  expect([...members.keys()]).toEqual([])
})

test('a member under such a type that no delete removes is named, and one from before the run stays', async () => {
  const { url, members } = await accepting({ keeps: true })
  members.set('OLD', { id: '7'.repeat(24), type: 'OLD' })
  const report = await fireAt({ target: url, only: ['path.unknown-type[create,UNKNOWN]'] })
  expect(report.leftBehind).toEqual([`UNKNOWN in ${GROUP}`])
  expect([...members.keys()].toSorted()).toEqual(['OLD', 'UNKNOWN'])
})
