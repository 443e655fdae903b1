import type { Contract } from '../contract/contract.ts'
import type { ReportedFinding, Result } from '../report/report.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** Each finding of a result that lacks a requirement, a place or both values, and each result that shows a secret. */
export function incompleteFindingsIn(
  result: Result,
  contract: Contract,
  { guard }: Pick<Secrets, 'guard'>,
): readonly string[] {
  const text = JSON.stringify([result.findings, result.exchanges, result.counterexample ?? null])
  return [
    ...result.findings.flatMap((finding) => lacksOf(finding, contract).map((lack) => `${result.id}: ${lack}`)),
    ...(guard(text) === text ? [] : [`${result.id}: the result shows a secret`]),
  ]
}

function lacksOf(
  { requirement, message, at, expected, actual }: ReportedFinding,
  contract: Contract,
): readonly string[] {
  return [
    ...(contract.requirements[requirement] === undefined ? [`"${requirement}" is no requirement`] : []),
    ...(at === '' ? [`"${message}" names no place`] : []),
    ...(message === '' ? [`a finding of ${requirement} has no message`] : []),
    ...(expected === undefined && actual === undefined
      ? [`"${message}" at ${at} shows neither the expected nor the actual value`]
      : []),
  ]
}
