import type { Drawing } from '../draw/drawing.ts'
import type { Contract, Level } from '../contract/contract.ts'
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
import { bindGiven, typesOf } from './bind-given.ts'
import { historyDrawing, keysOf } from './plan-history.ts'
import { expandRows } from './expand.ts'
import type { Row } from '../suite/rows.ts'
import type { PlannedCase } from './planned-case.ts'

/** Plans every row of every case, in the order of the files. Pure: one seed always gives the same plan. */
export function planCases(suites: readonly Suite[], contract: Contract, seed: number): readonly PlannedCase[] {
  return suites.flatMap(({ cases }) =>
    cases.flatMap((template) => {
      const requirements = [...new Set(template.steps.flatMap(requirementsOf))]
      const level = highestLevel(requirements.map((id) => contract.requirements[id]?.level ?? 'observe'))
      return expandRows(template, contract).map((row) =>
        planRow(template, { contract, row, seed, requirements, level }),
      )
    }),
  )
}

interface RowPlanning {
  readonly contract: Contract
  readonly row: Row
  readonly seed: number
  readonly requirements: readonly string[]
  readonly level: Level
}

function planRow(template: CaseTemplate, { contract, row, seed, requirements, level }: RowPlanning): PlannedCase {
  const id = `${template.id}${row.suffix}`
  const { title, about, needs, location, forall, history, steps, rounds } = template
  const names = new Map([['types', typesOf(contract)], ...row.values])
  const keys = history === undefined ? undefined : keysOf(history, names)
  return {
    id,
    template: template.id,
    title,
    ...(about === undefined ? {} : { about }),
    needs: steps.some(isTogether) ? [...needs, CONCURRENCY] : needs,
    given: {
      ...bindGiven(template.given, { values: row.values, contract }),
      ...(keys === undefined ? {} : { free: keys }),
    },
    requirements,
    level,
    location,
    seed: `${seed}/${id}`,
    values: Object.fromEntries(row.values),
    payload: String(resolveReferences(template.given.payload, row.values)),
    steps,
    ...(rounds === undefined ? {} : { rounds }),
    ...(forall === undefined ? {} : { property: { forall, drawing: drawingOf(forall, row) } }),
    ...(history === undefined || keys === undefined
      ? {}
      : {
          property: {
            history,
            drawing: historyDrawing({ steps: boundTo(steps, row), history, needs }, keys, contract),
          },
        }),
  }
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
function drawingOf({ part, mode, subject, of, secrets }: Forall, { values }: Row): Drawing {
  const bound = (text: string): string => String(resolveReferences(text, values))
  switch (part) {
    case 'body':
      return { part, mode, key: bound(subject), secrets: secrets ?? 'realistic' }
    case 'property':
      return { part, mode: mode === 'malformed' ? 'invalid' : mode, key: bound(of ?? ''), at: bound(subject) }
    case 'query':
    case 'path':
      // The suite loader rejects other modes for parameters.
      return { part, mode: mode === 'invalid' ? 'invalid' : 'valid', parameter: bound(subject) }
  }
}
