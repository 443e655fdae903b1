import { expect, test } from 'vitest'
import { served } from '../../http/served.test-support.ts'
import { fireAt, GROUP } from './run.test-support.ts'

const PREFIX = `/api/atlas/v2/groups/${GROUP}/integrations`

interface Odd {
  /** True for a server that knows a member by the segment of the path as it was sent, percent signs and all. */
  readonly isRaw?: boolean
  /** True for a server that deletes nothing under a type that is not documented. */
  readonly keeps?: boolean
  /** The count of lists that are answered 500 first. */
  readonly failingLists?: number
}

/** A server that stores a member under any type. Returns its URL, and what it has. */
async function accepting({ isRaw = false, keeps = false, failingLists = 0 }: Odd = {}) {
  let lists = 0
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
      if (request.method === 'POST' || (request.method === 'PUT' && members.has(key)))
        members.set(key, { ...JSON.parse(String(Buffer.concat(chunks))), id: '6'.repeat(24), type: key })
      if (request.method === 'DELETE') {
        const isThere = members.has(key) && !(keeps && key.startsWith('UN'))
        if (isThere) members.delete(key)
        answer(isThere ? 204 : 404, { error: 404, errorCode: 'INTEGRATION_NOT_CONFIGURED' })
        return
      }
      if (segment === '') lists += 1
      if (segment === '' && lists <= failingLists) answer(500, {})
      else if (segment === '' || request.method === 'POST' || request.method === 'PUT') answer(200, page())
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

test('a type that is not documented and that another client creates during the run stays, and is not told', async () => {
  const { url, members } = await accepting()
  const theirs = { id: '7'.repeat(24), type: 'NEW_KIND' }
  const report = await fireAt({
    target: url,
    only: ['path.unknown-type[create,UNKNOWN]'],
    onEvent: (event) => void (event.type === 'case' && members.set('NEW_KIND', theirs)),
  })
  expect([...members.keys()]).toEqual(['NEW_KIND'])
  expect(report.leftBehind).toBeUndefined()
})

test('a member from before the run under a type that is not documented is not written', async () => {
  const { url, members } = await accepting()
  const theirs = { id: '7'.repeat(24), type: 'FLOWDOCK', name: 'from before' }
  members.set('FLOWDOCK', theirs)
  const report = await fireAt({ target: url, only: ['path.unknown-type[*,FLOWDOCK]'] })
  expect(report.results.map(({ status, reason }) => `${status}: ${reason ?? ''}`)).toEqual(
    ['update', 'delete'].map(
      () => 'skip: FLOWDOCK exists in the group; the run never changes members from before the run',
    ),
  )
  expect(members.get('FLOWDOCK')).toEqual(theirs)
})

test('where no list named the members from before the run, none under such a type is written', async () => {
  const { url, members } = await accepting({ failingLists: 1 })
  const theirs = { id: '7'.repeat(24), type: 'FLOWDOCK', name: 'from before' }
  members.set('FLOWDOCK', theirs)
  await fireAt({ target: url, only: ['path.unknown-type[*,FLOWDOCK]', 'path.unknown-type[create,UNKNOWN]'] })
  expect([...members.values()]).toEqual([theirs])
})
