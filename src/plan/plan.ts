import type { Contract, Level } from '../contract/contract.ts'
import { resolveReferences } from '../json/references.ts'
import type { CaseTemplate, Forall, StepTemplate, Suite } from '../suite/suite.ts'
import { buildPayload } from '../draw/body/payload.ts'
import { expandRows, type Row } from './expand.ts'
import { planProperty } from './plan-property.ts'
import { fillSteps } from './fill-steps.ts'
import { planStep } from './plan-step.ts'
import type { DrawnCase, PlannedCase, PlannedGiven } from './planned-case.ts'
import type { Example } from '../draw/property-source.ts'

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
  const { title, about, needs, location, forall } = template
  const given = bindGiven(template, row)
  const planning = { row, contract, seed: `${seed}/${id}`, given, ...(forall === undefined ? {} : { forall }) }
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
    draw: forall === undefined ? () => drawCase(template, planning) : drawProperty(template, forall, planning),
    ...(forall === undefined ? {} : { property: planProperty(template, forall, { ...planning, id }) }),
  }
}

/** A column may hold one key or a list of them. */
function bindGiven({ given }: CaseTemplate, { values }: Row): PlannedGiven {
  const bind = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => [resolveReferences(name, values)].flat().map(String))
  return {
    absent: bind(given.absent),
    configured: bind(given.configured),
    beside: bind(given.beside),
    otherAbsent: bind(given.otherAbsent),
  }
}

interface Planning {
  readonly row: Row
  readonly contract: Contract
  readonly seed: string
  readonly given: PlannedGiven
  readonly forall?: Forall
  readonly example?: Example
}

/** What is the same for each example of a property is planned once. */
function drawProperty(template: CaseTemplate, forall: Forall, planning: Planning): PlannedCase['draw'] {
  let known: DrawnCase | undefined
  return (example) => {
    known ??= drawCase(template, planning)
    if (example === undefined) return known
    const steps =
      forall.part === 'body'
        ? fillSteps(known.steps, example)
        : template.steps.map((step) => planStep(step, { ...planning, example }))
    return { setUps: known.setUps, steps }
  }
}

function drawCase(template: CaseTemplate, planning: Planning): DrawnCase {
  const { row, contract, seed, given } = planning
  const payload = String(resolveReferences(template.given.payload, row.values))
  const body = (key: string): Readonly<Record<string, unknown>> => buildPayload(contract, { key, payload, seed })
  return {
    setUps: [
      ...given.configured.map((key) => ({ key, body: body(key) })),
      ...given.beside.map((key) => ({ key, body: body(key), beside: true as const })),
    ],
    steps: template.steps.map((step) => planStep(step, planning)),
  }
}

function requirementsOf({ expect, twin, then }: StepTemplate): readonly string[] {
  return [...[...expect, ...twin].map(({ requirement }) => requirement), ...then.flatMap(requirementsOf)]
}

const LEVELS: readonly Level[] = ['must', 'should', 'observe']

function highest(levels: readonly Level[]): Level {
  return LEVELS.find((level) => levels.includes(level)) ?? 'observe'
}
