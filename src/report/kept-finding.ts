import type { Contract } from '../contract/contract.ts'
import type { KeptMember } from '../group/kept-member.ts'
import { statusSignature } from '../judge/reading/statuses.ts'
import { maskText, toEvidence } from '../secrets/evidence.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { ReportedFinding, Result, ResultStatus } from './report.ts'

interface Context {
  readonly contract: Contract
  readonly target: string
  readonly secrets: Secrets
}

/** The statuses of a read that finds no member, and of one that finds a member. */
const ABSENT = 404
const PRESENT = 200

/**
 * The result of a case, with the finding that the target kept a member at the end of the run. The case is the last one that wrote the
 * member. Unchanged for a contract without a requirement about removals.
 */
export function withKeptMember(result: Result, { key, removal, read }: KeptMember, context: Context): Result {
  const { contract, target, secrets } = context
  const sentence = contract.requirements[contract.resource.removal ?? '']
  if (sentence === undefined) return result
  const { id, level, location } = sentence
  const coming = sentence.coming === true ? sentence.since : undefined
  const { signature } = statusSignature(ABSENT, { response: { status: PRESENT }, request: {} })
  const since = coming === undefined ? '' : `; a must since version ${coming}`
  const finding: ReportedFinding = {
    kind: 'status',
    level,
    requirement: id,
    signature,
    cause: `${id}/${signature}`,
    message: maskText(
      `expected no ${key} after its removal was answered ${removal.response?.status ?? 0}; a later read shows the member of the run${since}`,
      secrets,
    ),
    at: 'status',
    expected: ABSENT,
    actual: PRESENT,
    location,
    ...(coming === undefined ? {} : { coming }),
    exchange: result.exchanges.length + 1,
  }
  return {
    ...result,
    status: level === 'observe' ? result.status : worseOf(result.status, level === 'must' ? 'fail' : 'warn'),
    findings: [...result.findings, finding],
    exchanges: [...result.exchanges, toEvidence(removal, target, secrets), toEvidence(read, target, secrets)],
  }
}

const RANK: Readonly<Record<ResultStatus, number>> = { skip: 0, pass: 1, warn: 2, inconclusive: 3, fail: 4 }

function worseOf(one: ResultStatus, other: ResultStatus): ResultStatus {
  return RANK[one] > RANK[other] ? one : other
}
