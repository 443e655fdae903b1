import type { Finding } from '../../judge/judge.ts'
import type { Example } from '../../draw/property-source.ts'
import type { Attempt } from './attempt.ts'

/** An example, its attempt, and the new findings of the attempt. */
export interface TriedExample {
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

/**
 * Returns the text by which a property knows a finding. A finding from before the drawn value was sent has a text of its own. An example
 * that shows the same failure by its value is then new, and becomes the counterexample.
 */
export function noveltyOf(
  finding: Finding,
  example: Example,
  { drawnExchange }: Pick<Attempt, 'drawnExchange'>,
): string {
  return `${drawnExchange === undefined ? BEFORE : ''}${signatureOf(finding, example)}`
}

const BEFORE = 'before the value: '

/** The findings of an attempt that are not known, each signature once. */
export function newFindings(attempt: Attempt, example: Example, known: ReadonlySet<string>): Attempt['findings'] {
  const signatures = new Set(known)
  return attempt.findings.filter(
    (finding) =>
      !known.has(signatureOf(finding, example)) &&
      signatures.size !== signatures.add(noveltyOf(finding, example, attempt)).size,
  )
}

/** True if a finding violates a must. */
export function isMust({ level }: Finding): boolean {
  return level === 'must'
}
