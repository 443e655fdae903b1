import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { isObject } from '../../json/pointer.ts'
import { readMemberLedger } from '../clean-up/read-member-ledger.ts'
import { recoverMembers } from '../clean-up/recover-members.ts'
import { type MemberEntry, noteIn } from '../session/member-ledger.ts'
import { fireAt } from './fire-at.test-support.ts'

const DOCUMENT = `openapi: 3.1.0
info: { title: settings, version: '1' }
paths:
  /settings:
    get: { responses: { '200': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Settings' } } } } } }
    put: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Settings' } } } }, responses: { '200': *one, '400': { description: refused } } }
    patch: { requestBody: { required: true, content: { application/merge-patch+json: { schema: { $ref: '#/components/schemas/Settings' } } } }, responses: { '200': *one, '400': { description: refused } } }
components:
  schemas:
    Settings: { type: object, properties: { theme: { enum: [ dark, light ] }, footer: { type: string, maxLength: 40 }, apiToken: { type: string }, limit: { type: integer, minimum: 1, maximum: 90, default: 10 } } }
`

type State = Readonly<Record<string, unknown>>

/** Settings that each PUT replaces, with a default; a footer is stored without the spaces around it. */
function settings(first: State): {
  readonly state: () => State
  readonly answer: (request: Request) => Promise<Response>
} {
  let state = first
  return {
    state: () => state,
    async answer(request) {
      if (request.method === 'GET') return Response.json(state)
      const sent: unknown = await request.json().catch(() => undefined)
      if (!isObject(sent) || !isValid(sent)) return Response.json({}, { status: 400 })
      const { footer } = sent
      const stored = typeof footer === 'string' ? { ...sent, footer: footer.trim() } : sent
      state = request.method === 'PUT' ? { limit: 10, ...stored } : { ...state, ...stored }
      return Response.json(state)
    },
  }
}

function isValid({ theme = 'dark', footer = '', limit = 1, apiToken = '', ...others }: State): boolean {
  const isNumber = Number.isInteger(limit) && Number(limit) >= 1 && Number(limit) <= 90
  const isText = typeof footer === 'string' && footer.length <= 40 && typeof apiToken === 'string'
  return isNumber && isText && (theme === 'dark' || theme === 'light') && Object.keys(others).length === 0
}

const TOKEN = 'tok-of-the-owner'
const FIRST = { theme: 'dark', footer: 'of the owner', apiToken: TOKEN, limit: 77 }

/** The ledger and the state after each write of a run: a kill may come there. */
async function moments(): Promise<readonly { readonly entries: readonly MemberEntry[]; readonly state: State }[]> {
  const { document } = readWritten({ 'settings.yaml': DOCUMENT })
  const { state, answer } = settings(FIRST)
  const entries: MemberEntry[] = []
  const told: { entries: readonly MemberEntry[]; state: State }[] = []
  const handle = async (request: Request): Promise<Response> => {
    const answered = await answer(request)
    if (request.method !== 'GET') told.push({ entries: [...entries], state: state() })
    return answered
  }
  await fireAt(document, handle, { ledger: noteIn((entry) => entries.push(entry)) })
  expect(state()).toEqual(FIRST)
  return told
}

/** The outcomes of a clean-up from a ledger, and the state after it. */
async function cleanedUp(entries: readonly MemberEntry[], first: State): Promise<readonly [string, State]> {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const head = { ledger: 2, tool: '0', api: 'settings', target: 'http://settings.test', headers: {} }
  const file = join(folder, 'ledger.jsonl')
  writeFileSync(file, [head, ...entries].map((line) => `${JSON.stringify(line)}\n`).join(''))
  const opened = readMemberLedger(file)
  if (opened === undefined) throw new Error('it is a ledger')
  const { state, answer } = settings(first)
  const target = fetchTarget(answer, DEFAULT_LIMITS)
  const outcomes: string[] = []
  for await (const { outcome } of recoverMembers({ ...opened, target, principals: {}, dryRun: false }))
    outcomes.push(outcome)
  return [[...new Set(outcomes)].join(), state()]
}

test('a clean-up puts settings back after a kill at any write, and leaves what a person has set since', async () => {
  const told = await moments()
  expect(told.length).toBeGreaterThan(10)
  for (const { entries, state } of told) {
    const [outcome, after] = await cleanedUp(entries, state)
    expect(after).toEqual(FIRST)
    if (outcome !== 'restored') continue
    const edited = { ...state, footer: 'of a person' }
    expect(await cleanedUp(entries, edited)).toEqual(['left', edited])
  }
})

test('the ledger has the first state whole, since a secret that a write replaced could not be put back otherwise', async () => {
  const [first] = await moments()
  expect(JSON.stringify(first?.entries)).toContain(TOKEN)
  expect(first?.state).not.toMatchObject({ apiToken: TOKEN })
  const [, after] = await cleanedUp(first?.entries ?? [], first?.state ?? {})
  expect(after).toEqual(FIRST)
})
