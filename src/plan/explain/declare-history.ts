import { isDeepStrictEqual } from 'node:util'
import type { Contract } from '../../contract/contract.ts'
import { historyOf, type HistoryStep, type KeyState } from '../../draw/history/history.ts'
import { createStates } from '../../draw/history/states.ts'
import type { Example } from '../../draw/property-source.ts'
import { unchanged } from '../../judge/kinds/unchanged.ts'
import { PRINCIPALS, type Forall, type Need, type StepTemplate, type Variation } from '../../suite/suite.ts'
import { declareExpectations, declareStep } from './declare-case.ts'
import { planningOf } from '../draw/draw-case.ts'
import { withDrawnBody } from '../draw/plan-history.ts'
import type { PlannedCase } from '../planned-case.ts'

/** A history as the words of a declared case: its keys, its needs and its steps. */
export function declareHistory(planned: PlannedCase, example: Example, contract: Contract): object {
  const { property } = planned
  if (property?.history === undefined || property.drawing.part !== 'history')
    throw new Error(`${planned.id} is not a history`)
  const taken = historyOf(example)
  const states = createStates(property.drawing.moves)
  const steps = taken.flatMap((step, index) => {
    const move = planned.steps[step.move]
    const template = move === undefined || repeats(step, taken[index - 1]) ? move : withoutOwn(move)
    const before = states.before(step)
    states.take(step)
    if (template === undefined) return []
    const variation = property.history?.variations[step.variation ?? -1]
    return [declareMove(withDrawnBody(template), { planned, contract, step, variation, before })]
  })
  const needs = needsOf(planned, taken, steps)
  return { ...(needs.length === 0 ? {} : { needs }), ...givenOf(taken), steps }
}

/** True for the step before once more: the same request of the same key. */
function repeats(step: HistoryStep, before: HistoryStep | undefined): boolean {
  const { move, key, other } = step
  if (before === undefined || before.move !== move || before.key !== key || before.other !== other) return false
  return isDeepStrictEqual(before.body?.value, step.body?.value)
}

/** A move whose request need not leave its own member as it is. A history expects that only of a request that repeats the one before. */
function withoutOwn(move: StepTemplate): StepTemplate {
  const { inState } = move
  return {
    ...move,
    expect: withoutOwnIn(move.expect),
    ...(inState === undefined
      ? {}
      : { inState: { absent: withoutOwnIn(inState.absent), present: withoutOwnIn(inState.present) } }),
  }
}

function withoutOwnIn(expect: StepTemplate['expect']): StepTemplate['expect'] {
  return expect.filter(({ kind, value }) => kind !== unchanged.name || value !== 'own')
}

/** The keys of a history do not exist before it. */
function givenOf(steps: readonly HistoryStep[]): object {
  const keys = (isOther: boolean): readonly string[] => [
    ...new Set(steps.flatMap(({ key, other }) => (key !== '' && (other === true) === isOther ? [key] : []))),
  ]
  const listed = Object.entries({ absent: keys(false), otherAbsent: keys(true) }).filter(([, some]) => some.length > 0)
  return listed.length === 0 ? {} : { given: Object.fromEntries(listed) as object }
}

function needsOf({ needs }: PlannedCase, taken: readonly HistoryStep[], steps: readonly object[]): readonly Need[] {
  const senders = new Set(steps.map((step) => (step as { send?: { as?: string } }).send?.as))
  const isUsed = (need: Need): boolean => need !== 'otherGroup' || taken.some(({ other }) => other === true)
  const principals = PRINCIPALS.filter((name) => senders.has(name)).map((name): Need => `principal.${name}`)
  return [...new Set([...needs.filter(isUsed), ...principals])]
}

interface Declaring {
  readonly planned: PlannedCase
  readonly contract: Contract
  readonly step: HistoryStep
  readonly variation: Variation | undefined
  readonly before: KeyState
}

function declareMove(template: StepTemplate, { planned, contract, step, variation = {}, before }: Declaring): object {
  const { key, other, body } = step
  const planning = planningOf(planned, contract)
  const forall: Forall = { part: 'body', mode: 'valid', subject: key }
  const example: Example = body ?? { path: '', name: '', value: undefined, shrinks: () => [] }
  const values = key === '' ? planning.values : new Map([...planning.values, ['key', key]])
  const declaring = { ...planning, values, forall, example, anySecrets: false }
  const { inState, ...always } = template
  const ofState = inState === undefined || before === 'open' ? [] : inState[before]
  const declared = declareStep({ ...always, expect: [...always.expect, ...ofState] }, declaring)
  if (template.walk !== undefined) return declared
  const { of: _, ...words } = variation
  const { send = {}, expect, ...rest } = declared as { send?: { query?: object; headers?: object }; expect: object }
  return {
    ...rest,
    send: {
      ...send,
      ...(other === true ? { scope: 'other' } : {}),
      ...words,
      ...(words.query === undefined ? {} : { query: { ...send.query, ...words.query } }),
      ...(words.headers === undefined ? {} : { headers: { ...send.headers, ...words.headers } }),
    },
    ...(Object.keys(expect).length === 0 ? {} : { expect }),
    ...(inState === undefined || before !== 'open'
      ? {}
      : {
          ifAbsent: declareExpectations(inState.absent, declaring),
          ifPresent: declareExpectations(inState.present, declaring),
        }),
  }
}
