import type { CaseRecord } from './case-record.ts'
import type { LawSession } from './session.ts'

/** The record of a law, and the state of the run. */
export interface CaseSession {
  readonly record: CaseRecord
  readonly session: LawSession
}
