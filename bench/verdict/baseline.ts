import { readFileSync, writeFileSync } from 'node:fs'

/** A failure that Schemathesis reports about the reference, so that it is no find elsewhere. */
export interface KnownFailure {
  readonly operation: string
  readonly check: string
  readonly failure: string
}

interface Baseline {
  readonly entries: readonly KnownFailure[]
}

/** The entries of a baseline, in the format of Schemathesis. */
export function readBaseline(file: string): readonly KnownFailure[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as Baseline).entries
}

export function writeEmptyBaseline(file: string): void {
  writeFileSync(file, JSON.stringify({ format_version: 1, schemathesis_version: '', entries: [] }))
}
