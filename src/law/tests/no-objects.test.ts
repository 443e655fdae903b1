import { expect, test } from 'vitest'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'
import { lampsDocument } from './lamps.test-support.ts'

const document = lampsDocument({ isPatched: true, refuses: true })

type Kind = 'refuses' | 'fails at a create' | 'fails at an update' | 'takes nothing as an update'

const REFUSED = { status: 400 }
const FAILED = { status: 500 }

/** A server of lamps, and what it answers to a body that is null or a list. */
function serve(kind: Kind): (request: Request) => Promise<Response> {
  const { answer } = createCrud({
    path: '/lamps',
    isValid: ({ name = '', ...more }) => [name, ...Object.values(more)].every((one) => typeof one === 'string'),
    updated: { PATCH: (before, body) => ({ ...before, ...body }) },
  })
  return async (request) => {
    const text = await request.clone().text()
    const isCreate = request.method === 'POST'
    if (text !== 'null' && (text !== '[]' || !isCreate)) return answer(request)
    if (!isCreate && kind === 'takes nothing as an update') return answer(new Request(request.url))
    return new Response(null, kind === (isCreate ? 'fails at a create' : 'fails at an update') ? FAILED : REFUSED)
  }
}

test.each<[Kind, readonly string[]]>([
  ['refuses', []],
  ['takes nothing as an update', []],
  ['fails at a create', ['fail law.no-server-error[lamp]']],
  ['fails at an update', ['fail law.no-server-error[lamp]']],
])('at a body without an object, a server %s', async (kind, expected) => {
  const laws = /malformed-json|invalid-update|no-server-error/
  const target = fetchTarget(serve(kind), DEFAULT_LIMITS)
  const report = await fireAt(document, serve(kind), { target, selects: (id) => laws.test(id), level: 'should' })
  expect(told(report)).toEqual(expected)
})

const isOfCreates = (id: string): boolean => id.includes('malformed-json')

test.each([
  [true, [expect.stringMatching(/^expected a refusal of the body null, got 201/)]],
  // A server may read null as an object without properties, where none is required.
  [false, []],
])('a create that takes null is a finding where a name is required: %s', async (needsName, messages) => {
  const { answer } = createCrud({ path: '/lamps', isValid: () => true, updated: {} })
  const takes = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST' || (await request.clone().text()) !== 'null') return answer(request)
    const { url, headers } = request
    return answer(new Request(url, { method: 'POST', headers, body: '{"name":"none"}' }))
  }
  const target = fetchTarget(takes, DEFAULT_LIMITS)
  const report = await fireAt(lampsDocument({ refuses: true, needsName }), takes, { target, selects: isOfCreates })
  const [found] = report.results
  expect(found?.findings.map(({ message }) => message)).toEqual(messages)
})
