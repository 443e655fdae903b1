import type { Drawing } from '../draw/drawing.ts'
import type { Contract } from '../contract/contract.ts'
import { highestLevel } from '../contract/highest-level.ts'
import { resolveReferences } from '../json/references.ts'
import {
  type CaseTemplate,
  CONCURRENCY,
  type Forall,
  type SendTemplate,
  type StepTemplate,
  type Suite,
} from '../suite/suite.ts'
import { bindGiven, typesOf } from './draw/bind-given.ts'
import { historyDrawing, keysOf } from './draw/plan-history.ts'
import { expandRows } from './draw/expand.ts'
import type { Row } from '../suite/rows.ts'
import type { PlannedCase } from './planned-case.ts'

/** Plans every row of every case, in the order of the files. Pure: one seed always gives the same plan. */
export function planCases(suites: readonly Suite[], contract: Contract, seed: number): readonly PlannedCase[] {
  return suites.flatMap(({ cases }) =>
    cases.flatMap((template) => {
      const shared = sharedBy(template, contract)
      return expandRows(template, contract).map((row) => planRow(template, { contract, row, seed, shared }))
    }),
  )
}

/** The properties that all rows of a case have in common. A command plans thousands of rows before it selects some. */
type Shared = Pick<
  PlannedCase,
  'template' | 'title' | 'about' | 'needs' | 'requirements' | 'level' | 'location' | 'steps' | 'rounds'
>

function sharedBy({ id, title, about, needs, location, steps, rounds }: CaseTemplate, contract: Contract): Shared {
  const requirements = [...new Set(steps.flatMap(requirementsOf))]
  return {
    template: id,
    title,
    ...(about === undefined ? {} : { about }),
    needs: steps.some(isTogether) ? [...needs, CONCURRENCY] : needs,
    requirements,
    level: highestLevel(requirements.map((one) => contract.requirements[one]?.level ?? 'observe')),
    location,
    steps,
    ...(rounds === undefined ? {} : { rounds }),
  }
}

interface RowPlanning {
  readonly contract: Contract
  readonly row: Row
  readonly seed: number
  readonly shared: Shared
}

function planRow(template: CaseTemplate, { contract, row, seed, shared }: RowPlanning): PlannedCase {
  const id = `${template.id}${row.suffix}`
  const { forall, history } = template
  const given = bindGiven(template.given, { values: row.values, contract })
  // V8 copies the shared part fast only where it comes last.
  const planned = {
    id,
    given,
    seed: `${seed}/${id}`,
    values: Object.fromEntries(row.values),
    payload: String(resolveReferences(template.given.payload, row.values)),
    ...shared,
  }
  if (forall !== undefined) return { ...planned, property: { forall, drawing: drawingOf(forall, template, row) } }
  if (history === undefined) return planned
  const keys = keysOf(history, new Map([['types', typesOf(contract)], ...row.values]))
  const { steps, needs } = template
  const drawing = historyDrawing({ steps: boundTo(steps, row), history, needs }, keys, contract)
  return { ...planned, given: { ...given, free: keys }, property: { history, drawing } }
}

/** The steps with the columns of a row in their requests. */
function boundTo(steps: readonly StepTemplate[], { values }: Row): readonly StepTemplate[] {
  return steps.map((step) =>
    step.send === undefined ? step : { ...step, send: resolveReferences(step.send, values) as SendTemplate },
  )
}

function requirementsOf({ together = [], expect, twin, then, inState }: StepTemplate): readonly string[] {
  const ofRequests = together.flatMap((one) => one.expect)
  const ofStates = [...(inState?.absent ?? []), ...(inState?.present ?? [])]
  return [
    ...[...ofRequests, ...expect, ...ofStates, ...twin].map(({ requirement }) => requirement),
    ...then.flatMap(requirementsOf),
  ]
}

function isTogether({ together, then }: StepTemplate): boolean {
  return together !== undefined || then.some(isTogether)
}

/** The `forall` of one row. */
function drawingOf(
  { part, mode, subject, of, secrets }: Forall,
  { steps: [first] }: CaseTemplate,
  { values }: Row,
): Drawing {
  const bound = (text: string): string => String(resolveReferences(text, values))
  switch (part) {
    case 'body': {
      const isOfUpdate = first?.send !== undefined && bound(first.send.operation) === 'update'
      const turn = isOfUpdate && (mode === 'invalid' || mode === 'malformed') ? ({ turn: 1 } as const) : {}
      return { part, mode, key: bound(subject), secrets: secrets ?? 'realistic', ...turn }
    }
    case 'property':
      return { part, mode: mode === 'malformed' ? 'invalid' : mode, key: bound(of ?? ''), at: bound(subject) }
    case 'query':
    case 'path':
      // The suite loader rejects other modes for parameters.
      return { part, mode: mode === 'invalid' ? 'invalid' : 'valid', parameter: bound(subject) }
  }
}
