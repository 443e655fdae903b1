import type { Contract } from '../contract/contract.ts'
import type { ReportedFinding, Result } from '../report/report.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** What the findings of a result lack to be of use: a requirement, a place, what was expected beside what came; or shows a secret. */
export function uselessIn(result: Result, contract: Contract, { guard }: Pick<Secrets, 'guard'>): readonly string[] {
  const text = JSON.stringify([result.findings, result.exchanges, result.counterexample ?? null])
  return [
    ...result.findings.flatMap((finding) => lackOf(finding, contract).map((lack) => `${result.id}: ${lack}`)),
    ...(guard(text) === text ? [] : [`${result.id}: a secret stands in it`]),
  ]
}

function lackOf(
  { requirement, message, at, expected, actual }: ReportedFinding,
  contract: Contract,
): readonly string[] {
  return [
    ...(contract.requirements[requirement] === undefined ? [`"${requirement}" is no requirement`] : []),
    ...(at === '' ? [`"${message}" names no place`] : []),
    ...(message === '' ? [`a finding of ${requirement} says nothing`] : []),
    ...(expected === undefined && actual === undefined
      ? [`"${message}" at ${at} shows neither what was expected nor what came`]
      : []),
  ]
}
