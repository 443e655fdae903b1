import type { Requirement } from '../../contract/contract.ts'
import type { Expectation, Finding } from '../../judge/judge.ts'
import { judgeExchange } from '../../judge/judge-exchange.ts'
import type { Observation, ReceivedResponse } from '../../judge/observation.ts'
import { unwrapped } from '../send/address-of.ts'
import { requirementOf } from '../session/case-record.ts'
import { compareMember } from '../compare/compare-member.ts'
import { contractOfLaws } from '../session/contract-of-laws.ts'
import type { Answer } from '../session/exchange.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { Problem } from '../session/problem.ts'
import type { Play } from './play.ts'
import type { TakenStep } from './take-step.ts'

/** The requirements of a case, as it is held to them. */
export interface Sentences {
  readonly requirements: Readonly<Record<string, Requirement>>
  /** True for a case that stands on a guess: each requirement is then a should of its own. */
  readonly presumed: boolean
}

/**
 * Holds an answer to the expectations of a step, and notes the findings. True if the rest of the case lacks its precondition.
 * @throws NotVerified for a member with unknown values.
 */
export function judgeStep(expect: readonly Expectation[], taken: TakenStep, play: Play & Sentences): boolean {
  const shared = expect.filter(({ kind }) => kind !== OWN_KIND)
  const { answer } = taken
  const demands = { expect: shared.map((one) => presumedIn(one, play)), saved: play.saved }
  const judgement = judgeExchange(demands, observationOf(answer, play))
  play.world.note(answer, judgement.findings, judgement.judged)
  if (judgement.stops || judgement.findings.some(({ at }) => at === 'status')) return judgement.stops
  for (const one of expect) if (one.kind === OWN_KIND) judgeKnown(one, taken, play)
  return false
}

/** The kind that compares a member as shown with the member as the case has written it. */
export const OWN_KIND = 'equalsKnown'

function presumedIn(one: Expectation, { requirements, presumed }: Sentences): Expectation {
  const stated = requirements[one.requirement]
  return { ...one, requirement: idOf(one.requirement, stated, presumed) }
}

function idOf(id: string, stated: Requirement | undefined, presumed: boolean): string {
  return presumed && stated?.level === 'must' ? requirementOf(id, 'should', 'must') : id
}

function judgeKnown(one: Expectation, { answer, held, to }: TakenStep, play: Play & Sentences): void {
  const { world, document } = play
  if (held === undefined) return
  if (held.known === undefined) throw new NotVerified(`nobody can tell what the member holds (${answer.asked})`)
  const { resource } = held.member
  const shown = unwrapped(answer.json, resource)
  const problems =
    shown === undefined
      ? [nothingShown(answer)]
      : resource === world.resource
        ? world.compare(held.known, shown, to.operation.id)
        : compareMember({ sent: held.known, shown, operation: to.operation }, resource, document)
  const stated = play.requirements[one.requirement]
  const id = idOf(one.requirement, stated, play.presumed)
  world.note(
    answer,
    problems.map((problem) => findingOf(problem, one, { id, stated })),
    [id],
  )
}

function nothingShown({ asked, parsed }: Answer): Problem {
  return {
    signature: 'no-member',
    message: `expected the member in the answer to ${asked}, got no JSON`,
    at: 'body#',
    expected: 'the member',
    actual: parsed.ok ? 'no member' : parsed.reason,
  }
}

function findingOf(
  { level: own, ...problem }: Problem,
  { requirement, kind, location }: Expectation,
  { id, stated }: { readonly id: string; readonly stated: Requirement | undefined },
): Finding {
  const stands = id === requirement && stated?.level === 'must' ? 'must' : 'should'
  const level = own ?? stands
  const under = level === stands ? id : requirementOf(requirement, 'should', 'must')
  return { ...problem, kind, level, requirement: under, cause: `${under}/${problem.signature}`, location }
}

function observationOf(answer: Answer, { world, requirements, presumed, model }: Play & Sentences): Observation {
  const [method = '', target = ''] = answer.asked.split(' ')
  const stated = Object.values(requirements).map((one): [string, Requirement] => {
    const id = idOf(one.id, one, presumed)
    return [id, { ...one, id, level: presumed ? 'should' : one.level }]
  })
  const contract = contractOfLaws(model, Object.fromEntries(stated))
  return {
    contract,
    validators: () => () => [],
    request: { method, target, query: {} },
    response: responseOf(answer),
    known: { members: new Map(), foreign: new Set(), doubtful: new Set() },
    secrets: world.secrets,
  }
}

function responseOf({ status, headers, text, parsed, json, defect, header }: Answer): ReceivedResponse {
  return {
    status,
    headers,
    bytes: new TextEncoder().encode(text),
    text,
    mediaType: (header('content-type')?.split(';')[0] ?? '').trim().toLowerCase(),
    json: parsed,
    document: json,
    documentAt: '',
    ...(defect === undefined ? {} : { defect }),
  }
}
