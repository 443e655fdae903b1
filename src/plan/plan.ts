import { type Contract, type Level, operationOf } from '../contract/contract.ts'
import type { Expectation } from '../judge/judge.ts'
import { KINDS } from '../judge/kinds.ts'
import { bindValue, resolveReferences, unescape } from '../suite/references.ts'
import type { CaseTemplate, SendTemplate, StepTemplate, Suite, WalkTemplate } from '../suite/suite.ts'
import { buildBody, buildPayload } from './build-body.ts'
import { expandRows, type Row } from './expand.ts'
import type { DrawnCase, PlannedCase, PlannedRequest, PlannedStep, PlannedWalk } from './planned-case.ts'

/**
 * Every case of the suites, row by row, in the order of the files. Pure: nothing is sent, and the same seed gives the same plan.
 * What a case sends is drawn only when it is asked for, and is the same each time.
 */
export function planCases(suites: readonly Suite[], contract: Contract, seed: number): readonly PlannedCase[] {
  return suites.flatMap(({ cases }) =>
    cases.flatMap((template) => {
      const requirements = [...new Set(template.steps.flatMap(requirementsOf))]
      const level = highest(requirements.map((id) => contract.requirements[id]?.level ?? 'observe'))
      return expandRows(template, contract).map((row) =>
        planRow(template, { row, contract, seed, requirements, level }),
      )
    }),
  )
}

interface RowPlanning {
  readonly row: Row
  readonly contract: Contract
  readonly seed: number
  readonly requirements: readonly string[]
  readonly level: Level
}

function planRow(template: CaseTemplate, { row, contract, seed, requirements, level }: RowPlanning): PlannedCase {
  const id = `${template.id}${row.suffix}`
  const bind = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => keys(resolveReferences(name, row.values)))
  const { title, about, needs, location } = template
  const given = {
    absent: bind(template.given.absent),
    configured: bind(template.given.configured),
    otherAbsent: bind(template.given.otherAbsent),
  }
  return {
    id,
    template: template.id,
    title,
    ...(about === undefined ? {} : { about }),
    needs,
    given,
    requirements,
    level,
    location,
    draw: () => drawCase(template, given.configured, { row, contract, seed: `${seed}/${id}` }),
  }
}

interface Planning {
  readonly row: Row
  readonly contract: Contract
  readonly seed: string
}

function drawCase(template: CaseTemplate, configured: readonly string[], planning: Planning): DrawnCase {
  const { row, contract, seed } = planning
  const payload = String(resolveReferences(template.given.payload, row.values))
  return {
    setUps: configured.map((key) => ({ key, body: buildPayload(contract, { key, payload, seed }) })),
    steps: template.steps.map((step) => planStep(step, planning)),
  }
}

/** A column may hold one key or a list of them. */
function keys(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).flat().map(String)
}

function planStep(template: StepTemplate, planning: Planning): PlannedStep {
  const { row } = planning
  const bound = resolveReferences({ send: template.send, walk: template.walk }, row.values) as StepTemplate
  const expect = template.expect.map((one): Expectation =>
    one.open === true ? { ...one, ...bindValue(one.value, row.values) } : one,
  )
  return {
    ...(bound.send === undefined ? {} : { request: planRequest(bound.send, planning) }),
    ...(bound.walk === undefined ? {} : { walk: planWalk(bound.walk) }),
    ...(template.when === undefined
      ? {}
      : { when: resolveReferences(template.when, row.values) as NonNullable<StepTemplate['when']> }),
    expect,
    save: resolveReferences(template.save, row.values) as PlannedStep['save'],
    then: template.then.map((branch) => planStep(branch, planning)),
    snapshots: expect.some(({ kind }) => KINDS[kind]?.gathers === 'snapshots'),
    location: template.location,
  }
}

function planRequest(send: SendTemplate, { contract, seed }: Planning): PlannedRequest {
  const { operation, key, scope, as = 'owner', method, rawQuery, headers, query } = send
  // In a product over operations the body goes to those that take one.
  const body = method === undefined && operationOf(contract, operation).body === undefined ? undefined : send.body
  return {
    operation,
    as,
    query: textual(query),
    headers: unescape(headers ?? {}) as PlannedRequest['headers'],
    ...(key === undefined ? {} : { key: String(unescape(key)) }),
    ...(scope === undefined ? {} : { scope: String(unescape(scope)) }),
    ...(method === undefined ? {} : { method }),
    ...(rawQuery === undefined ? {} : { rawQuery }),
    ...(body === undefined ? {} : { body: buildBody(body, contract, seed) }),
  }
}

function planWalk({ operation, by, query }: WalkTemplate): PlannedWalk {
  return { operation, by, query: textual(query) }
}

function textual(query: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(query ?? {}).map(([name, value]) => [name, String(unescape(value))]))
}

function requirementsOf({ expect, then }: StepTemplate): readonly string[] {
  return [...expect.map(({ requirement }) => requirement), ...then.flatMap(requirementsOf)]
}

const LEVELS: readonly Level[] = ['must', 'should', 'observe']

function highest(levels: readonly Level[]): Level {
  return LEVELS.find((level) => levels.includes(level)) ?? 'observe'
}
