import { type Contract, operationOf } from '../../contract/contract.ts'
import { variantOf } from '../../contract/keys.ts'
import { isReadingMethod } from '../../contract/reading-method.ts'
import type { Mode } from '../../draw/mode.ts'
import type { HistoryDrawing, HistoryStep, KnownState, Move, MoveOutcome } from '../../draw/history/history.ts'
import { historyOf } from '../../draw/history/history.ts'
import type { Example } from '../../draw/property-source.ts'
import { isObject } from '../../json/pointer.ts'
import { referencesIn, resolveReferences } from '../../json/references.ts'
import { PRINCIPALS } from '../../suite/suite.ts'
import type { Forall, HistoryTemplate, SendTemplate, StepTemplate, Variation } from '../../suite/suite.ts'
import { statusesOf } from './foresee-exchange.ts'
import { planStep, type StepPlanning } from './plan-step.ts'
import type { PlannedCase, PlannedRequest, PlannedStep } from '../planned-case.ts'
import { suits, varyRequest } from './vary-request.ts'

const MODES: readonly Mode[] = ['valid', 'invalid', 'tricky', 'malformed']

/** The drawing of the histories of a case, whose steps are its moves. `keys` are the keys of the row. */
export function historyDrawing(
  { steps, history, needs }: { steps: readonly StepTemplate[]; history: HistoryTemplate; needs: PlannedCase['needs'] },
  keys: readonly string[],
  contract: Contract,
): HistoryDrawing {
  return {
    part: 'history',
    keys: keys.filter((key) => variantOf(contract, key) !== undefined),
    length: history.length,
    moves: steps.map((step) => moveOf(step, history, contract)),
    ...(history.tours === undefined ? {} : { tours: history.tours, defaults: defaultsOf(keys, contract) }),
    twoGroups: needs.includes('otherGroup'),
  }
}

/** The documented defaults of the properties of each key. Deeper properties count for nothing. */
function defaultsOf(keys: readonly string[], contract: Contract): NonNullable<HistoryDrawing['defaults']> {
  return Object.fromEntries(
    keys.map((key) => {
      const defaults = Object.entries(variantOf(contract, key)?.defaults ?? {})
      return [key, Object.fromEntries(defaults.map(([pointer, value]) => [pointer.slice(1), value]))]
    }),
  )
}

function moveOf(step: StepTemplate, { variations, declared }: HistoryTemplate, contract: Contract): Move {
  const allowed = variations.flatMap((one, index) => (isVariable(step, one, contract) ? [index] : []))
  const pairs = allowed.filter((index) => index >= declared)
  const body = modeOf(step.send)
  const variationsHere = variations.flatMap(({ as }, index) => (isOfFirstGroup(as) ? [index] : []))
  return {
    isKeyed: referencesIn(step.send?.key ?? '').some(({ name }) => name === 'key'),
    ...(body === undefined ? {} : { body }),
    ...(isOfFirstGroup(step.send?.as) || step.send?.scope !== undefined || step.walk !== undefined
      ? { staysHere: true }
      : {}),
    ...(variationsHere.length === 0 ? {} : { variationsHere }),
    variations: allowed.filter((index) => index < declared),
    ...(pairs.length === 0 ? {} : { pairs }),
    looks: isLook(step, contract),
    in: { absent: outcomeOf(step, 'absent'), present: outcomeOf(step, 'present') },
  }
}

/**
 * True if a move can have a variation. The contract says nothing about parameters with a method that the path does not have, and a variation
 * must not replace the header that a move is about.
 */
function isVariable({ send }: StepTemplate, variation: Variation, contract: Contract): boolean {
  if (send === undefined || send.method !== undefined || !suits(variation, send, contract)) return false
  const own = new Set(Object.keys(send.headers ?? {}).map((name) => name.toLowerCase()))
  return !Object.keys(variation.headers ?? {}).some((name) => own.has(name.toLowerCase()))
}

/** True for a principal whose role is stated for the first group alone. The owner has both groups. */
function isOfFirstGroup(sender: string | undefined): boolean {
  return sender !== undefined && sender !== 'owner' && PRINCIPALS.some((principal) => principal === sender)
}

function isLook({ send, expect, inState }: StepTemplate, contract: Contract): boolean {
  if (send === undefined || send.method !== undefined || send.as !== undefined) return false
  if (!isReadingMethod(operationOf(contract, send.operation).method)) return false
  const statuses = statusesOf([...expect, ...(inState?.present ?? [])], NO_VALUES) ?? []
  return statuses.some((status) => status < 300)
}

/** The outcome of a request, from the statuses that its expectations allow. */
function outcomeOf({ send, expect, inState }: StepTemplate, before: KnownState): MoveOutcome {
  const same: MoveOutcome = { after: before, writes: false }
  const after = send === undefined ? undefined : EFFECTS.get(send.operation)
  if (send === undefined || after === undefined || send.method !== undefined) return same
  const mode = modeOf(send)
  if (mode === 'invalid' || mode === 'malformed') return same
  const statuses = statusesOf([...expect, ...(inState?.[before] ?? [])], NO_VALUES) ?? [200, 400]
  if (!statuses.some((status) => status < 300)) return same
  const isOpen = statuses.some((status) => status >= 400)
  return { after: isOpen && after !== before ? 'open' : after, writes: !isOpen }
}

const EFFECTS: ReadonlyMap<string, KnownState> = new Map([
  ['create', 'present'],
  ['update', 'present'],
  ['delete', 'absent'],
])
const NO_VALUES = new Map<string, unknown>()

/** The mode of the drawn body of a move; undefined for other bodies. */
function modeOf(send: SendTemplate | undefined): Mode | undefined {
  const body: unknown = send?.body
  return isObject(body) ? MODES.find((mode) => body[mode] !== undefined) : undefined
}

/** The steps of a drawn history. */
export function planHistory(planned: PlannedCase, example: Example, planning: StepPlanning): readonly PlannedStep[] {
  return historyOf(example).flatMap((step, index) => {
    const template = planned.steps[step.move]
    const variation = planned.property?.history?.variations[step.variation ?? -1]
    if (template === undefined) return []
    const taken = planStep(withDrawnBody(template), planningOf(step, planning, index))
    return [taken.request === undefined ? taken : { ...taken, request: varied(taken.request, step, variation) }]
  })
}

/** Each step has secrets of its own. */
function planningOf({ key, body }: HistoryStep, planning: StepPlanning, index: number): StepPlanning {
  const { forall: _, ...rest } = planning
  const forall: Forall = { part: 'body', mode: 'valid', subject: key }
  return {
    ...rest,
    values: key === '' ? planning.values : new Map([...planning.values, ['key', key]]),
    seed: `${planning.seed}/${index}`,
    ...(body === undefined ? {} : { forall, example: body }),
  }
}

/** The move with the notation of a property for its drawn body. */
export function withDrawnBody(template: StepTemplate): StepTemplate {
  const { send } = template
  return send === undefined || modeOf(send) === undefined ? template : { ...template, send: { ...send, body: '$body' } }
}

function varied(request: PlannedRequest, { other }: HistoryStep, variation: Variation | undefined): PlannedRequest {
  const own = variation === undefined ? request : varyRequest(request, variation)
  return other === true ? { ...own, scope: 'other' } : own
}

/** The keys of a row's histories: texts, `$types`, or a column. */
export function keysOf({ keys }: HistoryTemplate, names: ReadonlyMap<string, unknown>): readonly string[] {
  return keys.flatMap((key) => [resolveReferences(key, names)].flat().map(String))
}
