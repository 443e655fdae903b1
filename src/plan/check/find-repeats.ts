import { isDeepStrictEqual } from 'node:util'
import { type Contract, operationOf } from '../../contract/contract.ts'
import { bindExpectation } from '../../judge/bind-expectation.ts'
import type { Expectation } from '../../judge/judge.ts'
import type { Invariant } from '../../judge/invariant.ts'
import { resolveReferences } from '../../json/references.ts'
import type { Mistake } from '../../source/mistake.ts'
import type { SendTemplate, StepTemplate, Suite, WalkTemplate } from '../../suite/suite.ts'
import { expandRows } from '../draw/expand.ts'
import type { Row } from '../../suite/rows.ts'
import { coversExchange, type ForeseenExchange, statusesOf } from '../draw/foresee-exchange.ts'
import { mendRequest } from '../draw/mend-request.ts'

/** Expectations that an invariant makes already: of the same requirement, kind and value, about the same exchange, in each row. */
export function findRepeats(
  suites: readonly Suite[],
  invariants: readonly Invariant[],
  contract: Contract,
): readonly Mistake[] {
  return suites.flatMap(({ cases }) =>
    cases.flatMap((template) => {
      const finding = { invariants, contract, rows: expandRows(template, contract) }
      return template.steps.flatMap((step) => repeatsIn(step, finding))
    }),
  )
}

interface Finding {
  readonly invariants: readonly Invariant[]
  readonly contract: Contract
  readonly rows: readonly Row[]
}

function repeatsIn(step: StepTemplate, finding: Finding): readonly Mistake[] {
  const { send, walk, together = [], mended, expect, twin, then } = step
  const twinSend = send === undefined || mended === undefined ? send : mendRequest(send, mended)
  return [
    ...repeatsAmong(expect, send ?? walk, finding),
    ...together.flatMap((one) => repeatsAmong(one.expect, one.send, finding)),
    ...repeatsAmong(twin, twinSend, finding),
    ...then.flatMap((branch) => repeatsIn(branch, finding)),
  ]
}

type Request = SendTemplate | WalkTemplate

function repeatsAmong(
  expectations: readonly Expectation[],
  request: Request | undefined,
  { invariants, contract, rows }: Finding,
): readonly Mistake[] {
  if (request === undefined) return []
  const alone = expectations.length === 1
  return expectations.flatMap((one) => {
    const same = invariants.filter(({ expect }) => expect.some((other) => isNamedAlike(other, one)))
    const repeated = same.find((invariant) => {
      // A step has to expect something: that a rule without conditions holds, say.
      if (alone && invariant.on === undefined && invariant.except === undefined) return false
      return rows.every((row) => {
        const exchange = foresee(request, { expectations, row, contract })
        return coversExchange(invariant, exchange) && hasValue(invariant, one, row)
      })
    })
    if (repeated === undefined) return []
    const where = `${repeated.location.file}:${repeated.location.line}`
    const message = `the invariant "${repeated.title}" (${where}) expects this already`
    return [{ message, at: one.location }]
  })
}

function isNamedAlike(one: Expectation, other: Expectation): boolean {
  return one.requirement === other.requirement && one.kind === other.kind
}

function hasValue({ expect }: Invariant, one: Expectation, { values }: Row): boolean {
  const { value } = bindExpectation(one, values)
  return expect.some((other) => isNamedAlike(other, one) && isDeepStrictEqual(other.value, value))
}

interface Foreseeing {
  readonly expectations: readonly Expectation[]
  readonly row: Row
  readonly contract: Contract
}

/** Returns the part of an exchange that is known before it is sent. */
function foresee(request: Request, { expectations, row, contract }: Foreseeing): ForeseenExchange {
  const { operation, query, method, rawQuery } = resolveReferences(request, row.values) as Partial<SendTemplate>
  const documented = operation === undefined ? undefined : operationOf(contract, operation)
  const own = method === undefined || method === documented?.method
  return {
    role: own && operation !== 'token' ? operation : undefined,
    method: method ?? documented?.method ?? '',
    query: rawQuery === undefined ? query : Object.fromEntries(new URLSearchParams(rawQuery)),
    statuses: statusesOf(expectations, row.values),
  }
}
