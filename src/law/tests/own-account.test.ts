import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt } from './fire-at.test-support.ts'

/** The account of the caller: a password that was changed cannot be put back, since no read shows the one of before. */
function documentOf(required: string): string {
  return `openapi: 3.1.0
info: { title: accounts, version: '1' }
paths:
  /users/me:
    get: { responses: { '200': &one { description: one, content: { application/json: { schema: { type: object, required: [ name, mail ], properties: { name: { type: string }, mail: { type: string }, region: { type: string } } } } } } } }
    put:
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, additionalProperties: false, required: [ ${required} ], properties: { name: { type: string, minLength: 1 }, region: { enum: [ eu, us ], description: Immutable. }, mail: { type: string, maxLength: 40 }, password: { type: string, minLength: 12 }, pin: { type: integer } } }
            example: { name: Ann, mail: ann@example.org, password: correct-horse-battery, pin: 7 }
      responses: { '200': *one, '400': { description: refused } }
`
}

async function fire(required: string) {
  const { document } = readWritten({ 'accounts.yaml': documentOf(required) })
  const first = { name: 'Ann', mail: 'ann@example.org', password: 'the first password', pin: 1 }
  let account: Readonly<Record<string, unknown>> = first
  const bodies: Readonly<Record<string, unknown>>[] = []
  const report = await fireAt(document, async (request) => {
    const shown = (): Response => Response.json({ name: account['name'], mail: account['mail'], region: 'eu' })
    if (request.method !== 'PUT') return shown()
    const sent: unknown = await request.json().catch(() => null)
    if (!isObject(sent)) return Response.json({}, { status: 400 })
    bodies.push(sent)
    const { name, mail = '' } = sent
    const isKnown = Object.keys(sent).every((one) => ['name', 'mail', 'region', 'password', 'pin'].includes(one))
    const isValid = isKnown && typeof name === 'string' && name !== '' && typeof mail === 'string' && mail.length <= 40
    if (!isValid) return Response.json({}, { status: 400 })
    const { region: _fixed, ...taken } = sent
    account = { ...account, ...taken }
    return shown()
  })
  return { account, first, bodies, report }
}

test('an update of the own account sends nothing that no read shows, and the rest is put back', async () => {
  const { account, first, bodies, report } = await fire('name')
  expect(bodies.length).toBeGreaterThan(3)
  expect(bodies.filter((one) => Object.hasOwn(one, 'password') || Object.hasOwn(one, 'pin'))).toEqual([])
  expect(account).toEqual(first)
  expect(report.results.find(({ id }) => id === 'law.update-shows[me]')?.status).toBe('pass')
})

test('an own account whose update requires the password is not written', async () => {
  const { bodies, report } = await fire('name, password')
  expect(bodies).toEqual([])
  expect(report.results.find(({ id }) => id === 'law.update-shows[me]')?.reason).toBe(
    'PUT /users/me requires password, which no read shows: the run could not put it back',
  )
})
