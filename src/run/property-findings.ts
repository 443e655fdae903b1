import type { Finding } from '../judge/judge.ts'
import type { Example } from '../draw/property-source.ts'
import type { Attempt } from './attempt.ts'

export interface Tried {
  readonly example: Example
  readonly attempt: Attempt
  /** The findings that no earlier example had. */
  readonly fresh: Attempt['findings']
}

/** What tells the failures of one property apart: what is violated, and where the example or the answer is wrong. */
export function signatureOf({ requirement, kind, at, level, message }: Finding, { broken }: Example): string {
  if (level === 'observe') return `${requirement} ${kind} ${message.replaceAll(/"[^"]*"/g, '')}`
  const where = broken === undefined ? at.replaceAll(/\/\d+/g, '/#') : `${broken.rule} ${broken.instancePath}`
  return `${requirement} ${kind} ${where}`
}

/** The findings of an attempt that are unlike any that are known. */
export function newFindings(attempt: Attempt, example: Example, known: ReadonlySet<string>): Attempt['findings'] {
  const seen = new Set(known)
  return attempt.findings.filter((finding) => seen.size !== seen.add(signatureOf(finding, example)).size)
}

export function isMust({ level }: Finding): boolean {
  return level === 'must'
}
