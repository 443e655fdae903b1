import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createWidgets, type WidgetFault, type WidgetServer } from '../../../fixtures/widgets/server.test-support.ts'
import type { Contract } from '../../contract/contract.ts'
import { loadContract } from '../../contract/load-contract.ts'
import { compileValidators } from '../../contract/validators.ts'
import { ENVIRONMENT_ROLES } from '../../http/auth/find-scheme.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { planCases } from '../../plan/plan.ts'
import { selectCases } from '../../plan/select/select.ts'
import type { Report } from '../../report/report.ts'
import { TOOL } from '../../source/tool.ts'
import { loadSuites } from '../../suite/load-suites.ts'
import type { Suite } from '../../suite/suite.ts'
import { fireAt, inShort } from './run.test-support.ts'

const LOADED = loadContract(join(TOOL.root, 'fixtures', 'widgets'), ENVIRONMENT_ROLES)
const SUITES = loadSuites([LOADED.suites], LOADED.contract)

interface Firing {
  readonly only?: readonly string[]
  readonly contract?: Contract
  readonly suites?: readonly Suite[]
}

/** A run of the contract of widgets at a server in this process. */
async function fire(server: WidgetServer, firing: Firing = {}): Promise<Report> {
  const { only = [], contract = LOADED.contract, suites = SUITES } = firing
  return fireAt({
    target: fetchTarget(server.handle, DEFAULT_LIMITS),
    contract,
    validators: compileValidators(contract),
    cases: selectCases(planCases(suites, contract, 1), only),
    suites,
    groups: ['corner'],
    runs: 10,
  })
}

function causesOf({ causes }: Report): readonly string[] {
  return causes.filter(({ level }) => level !== 'observe').map(({ id }) => id)
}

test('values of an answer go out in the path and the query, not as $name', async () => {
  const server = createWidgets()
  expect(causesOf(await fire(server, { only: ['widgets.saved'] }))).toEqual([])
  expect(server.requests).toContain('GET /shops/corner/widgets/spare')
  expect(server.requests).toContain('GET /shops/corner/widgets?colour=green')
  expect(server.requests.filter((line) => line.includes('%24'))).toEqual([])
})

test('a value that the answer lacks leaves the case inconclusive, and nothing goes out in its place', async () => {
  const server = createWidgets()
  const handle = async (request: Request): Promise<Response> => {
    const response = await server.handle(request)
    return request.method === 'POST' ? Response.json({}, { status: response.status }) : response
  }
  const { results } = await fire({ ...server, handle }, { only: ['widgets.saved'] })
  expect(results.map(inShort).join('\n')).toContain(
    'expected a text, a number or a flag for $name in an earlier answer; the answer has none',
  )
  expect(server.requests.filter((line) => line.includes('%24') || line.includes('undefined'))).toEqual([])
})

test.each<[WidgetFault, string]>([
  ['size-is-text', 'answers-keep-to-the-schema/breaks-type'],
  ['refusal-is-bare', 'answers-keep-to-the-schema/breaks-required'],
  ['names-are-changed', 'read-succeeds/'],
])('a server with the fault %s violates by %s, and nothing is left on it', async (fault, cause) => {
  const server = createWidgets(fault)
  server.widgets.set('own', { id: '0', name: 'own', colour: 'red' })
  const report = await fire(server)
  expect(report.verdict).toBe('violates')
  expect(causesOf(report).filter((id) => id.startsWith(cause))).not.toEqual([])
  expect(report.leftBehind).toBe(undefined)
  expect([...server.widgets.keys()]).toEqual(['own'])
})

test('a member under a key that no answer names is named, and a member of another client is not', async () => {
  const server = createWidgets('silent-renames')
  const handle = async (request: Request): Promise<Response> => {
    server.widgets.set('late', { id: '0', name: 'late', colour: 'blue', size: 77 })
    return server.handle(request)
  }
  const report = await fire({ ...server, handle }, { only: ['widgets.read[left]'] })
  expect(report.leftBehind).toEqual(['leftx in corner'])
  expect([...server.widgets.keys()]).toEqual(['late', 'leftx'])
})

test('a member from before the run is neither claimed nor written by a saved key', async () => {
  const server = createWidgets()
  server.widgets.set('left', { id: '0', name: 'left', colour: 'red' })
  const [first] = SUITES
  const read = planned('widgets.read')
  const location = read.location
  const steal = {
    ...read,
    id: 'widgets.steal',
    each: {},
    given: { absent: ['spare'], configured: [], beside: [], otherAbsent: [], payload: 'full' },
    steps: [
      { send: { operation: 'list' }, save: { name: '/0/name' } },
      { send: { operation: 'delete', key: '$name' }, save: {} },
    ].map((step) => ({ ...step, expect: [], twin: [], then: [], location })),
  }
  const suites = [{ ...first, cases: [read, steal] }] as unknown as readonly Suite[]
  const { results } = await fire(server, { suites })
  expect(results.map(inShort)).toEqual([
    'widgets.read[left] skip; left exists in the group; the run never changes members from before the run',
    'widgets.read[right] pass',
    'widgets.steal skip; left exists in the group; the run never changes members from before the run',
  ])
  expect([...server.widgets.keys()]).toEqual(['left'])
})

function planned(id: string) {
  const found = SUITES.flatMap(({ cases }) => cases).find((one) => one.id === id)
  if (found === undefined) throw new Error(`there is no case ${id}`)
  return found
}

test('a schema that cannot be drawn from skips its property with the reason, and the others run', async () => {
  const { schemas } = LOADED.contract
  const widget = schemas['Widget'] as { readonly properties: object }
  const properties = { ...widget.properties, note: { type: 'string', pattern: String.raw`(a)\1` } }
  const contract = { ...LOADED.contract, schemas: { ...schemas, Widget: { ...widget, properties } } }
  const report = await fire(createWidgets(), { contract })
  expect(report.results.map(inShort)).toEqual([
    'widgets.read[left] pass',
    'widgets.read[right] pass',
    'widgets.saved pass',
    'widgets.valid skip; no values can be drawn: a backreference has no finite automaton (at "/note")',
  ])
  expect(report.verdict).toBe('conforms')
})
