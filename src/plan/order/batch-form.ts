import { isDeepStrictEqual } from 'node:util'
import { isReadingMethod } from '../../contract/reading-method.ts'
import { type Contract, operationOf } from '../../contract/contract.ts'
import type { Expectation } from '../../judge/judge.ts'
import { KINDS } from '../../judge/kinds.ts'
import { drawCase } from '../draw/draw-case.ts'
import type { DrawnCase, PlannedBody, PlannedCase, PlannedStep } from '../planned-case.ts'

/** The most examples of a property, or rows of a case, that share a set-up and snapshots, as a count. */
export const BATCH = 16

/** `side by side`: the requests cannot change the group. `in turn`: each example may start from the member that the last one wrote. */
export type BatchForm = 'side by side' | 'in turn'

/** The way in which drawn cases share a set-up; undefined if they do not. Only examples of a property may follow one another. */
export function batchForm(
  cases: readonly DrawnCase[],
  contract: Contract,
  { areExamples }: { readonly areExamples: boolean },
): BatchForm | undefined {
  if (cases.every(({ steps }) => isWithoutEffect(steps, contract))) return 'side by side'
  const spans = cases.every(({ steps }) =>
    steps.every(({ expect }) =>
      expect.every(({ kind, value }) => KINDS[kind]?.gathers !== 'snapshots' || KINDS[kind].spans?.(value) === true),
    ),
  )
  return spans && areExamples ? 'in turn' : undefined
}

/**
 * The state that a declared case starts from and leaves, as a text: cases with equal texts, of any template, share a set-up and snapshots.
 * Undefined for a case that may change the group or repeats the values of its set-up, and for a property.
 */
export function sharedState(planned: PlannedCase, contract: Contract): string | undefined {
  const known = states.get(planned)
  if (known !== undefined) return known.state
  const drawn = planned.property === undefined ? drawCase(planned, contract) : undefined
  const isShared = drawn !== undefined && isWithoutEffect(drawn.steps, contract) && !repeatsSetUp(drawn)
  const state = isShared ? startOf(planned) : undefined
  states.set(planned, { state })
  return state
}

/** The members that a case starts from, as a text. Cases that start without members share them, whatever keys have to be absent. */
function startOf({ given, payload }: PlannedCase): string {
  const { absent, ...others } = given
  const isEmpty = given.configured.length + given.beside.length === 0
  return JSON.stringify([isEmpty ? others : { absent, ...others }, payload])
}

/** A cache: an order asks for the state of a case many times. */
const states = new WeakMap<PlannedCase, { readonly state: string | undefined }>()

/** True if a request sends nothing but values of a set-up: another case's set-up has other secrets. */
function repeatsSetUp({ setUps, steps }: DrawnCase): boolean {
  const bodies = steps.flatMap(({ request }) => bodyOf(request?.body))
  return bodies.some((body) =>
    setUps.some((wanted) => Object.entries(body).every(([name, value]) => isDeepStrictEqual(wanted.body[name], value))),
  )
}

function bodyOf(body: PlannedBody | undefined): readonly object[] {
  const value = body === undefined ? undefined : 'value' in body ? body.value : 'json' in body ? body.json : undefined
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value] : []
}

/** True for one step with a read, or with a request that must be refused, on which nothing later depends. */
export function isWithoutEffect([step, ...others]: readonly PlannedStep[], contract: Contract): boolean {
  if (step === undefined || others.length > 0) return false
  const { request, then, save } = step
  if (request === undefined || request.open !== undefined || then.length > 0 || Object.keys(save).length > 0)
    return false
  return isReadingMethod(request.method ?? operationOf(contract, request.operation).method) || isRefusalDue(step)
}

/** True if the answer must be a refusal: the step has a twin, or expects statuses of errors only. */
function isRefusalDue({ twin, expect }: PlannedStep): boolean {
  return twin !== undefined || dueIn(expect) === 'refusal'
}

/** True if the answer must be a success: only statuses of successes are expected. */
export function isSuccessDue(expect: readonly Expectation[]): boolean {
  return dueIn(expect) === 'success'
}

/** The answer that expectations demand; undefined where they allow both, or say nothing about the status. */
function dueIn(expect: readonly Expectation[]): 'success' | 'refusal' | undefined {
  const known = due.get(expect)
  if (known !== undefined) return known.answer
  const isAllowed = allowedBy(expect)
  const [success, refusal] = isAllowed === undefined ? [] : [SUCCESSES.some(isAllowed), ERRORS.some(isAllowed)]
  const answer = success === refusal ? undefined : success === true ? 'success' : 'refusal'
  due.set(expect, { answer })
  return answer
}

/** A cache: the examples of a property share their expectations. */
const due = new WeakMap<readonly Expectation[], { readonly answer: 'success' | 'refusal' | undefined }>()

/** Tells whether expectations allow a status; undefined where they say nothing about it. */
function allowedBy(expect: readonly Expectation[]): ((status: number) => boolean) | undefined {
  const tests = expect.flatMap(({ kind, value }) => {
    const allows = KINDS[kind]?.allows
    return allows === undefined ? [] : [(status: number) => allows(value, status)]
  })
  return tests.length === 0 ? undefined : (status) => tests.every((test) => test(status))
}

/** Statuses that stand for their classes. */
const SUCCESSES = [200, 201, 202, 203, 204, 205, 206, 301, 302, 303, 304, 307, 308]
const ERRORS = [400, 401, 403, 404, 405, 406, 409, 410, 413, 414, 415, 422, 429, 431, 500, 501, 503]
