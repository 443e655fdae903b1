import type { Finding } from '../judge/judge.ts'
import type { Example } from '../draw/property-source.ts'
import type { Attempt } from './attempt.ts'

/** An example, its attempt, and the new findings of the attempt. */
export interface Tried {
  readonly example: Example
  readonly attempt: Attempt
  /** The findings that no earlier example had. */
  readonly fresh: Attempt['findings']
}

/** A text that is equal for findings of one failure: requirement, kind, and the wrong place in the example or the answer. */
export function signatureOf({ requirement, kind, at, level, message }: Finding, { broken }: Example): string {
  if (level === 'observe') return `${requirement} ${kind} ${message.replaceAll(/"[^"]*"/g, '')}`
  const where = broken === undefined ? at.replaceAll(/\/\d+/g, '/#') : `${broken.rule} ${broken.instancePath}`
  return `${requirement} ${kind} ${where}`
}

/** The findings of an attempt whose signatures are not known, each signature once. */
export function newFindings(attempt: Attempt, example: Example, known: ReadonlySet<string>): Attempt['findings'] {
  const signatures = new Set(known)
  return attempt.findings.filter((finding) => signatures.size !== signatures.add(signatureOf(finding, example)).size)
}

/** True if a finding violates a must. */
export function isMust({ level }: Finding): boolean {
  return level === 'must'
}
