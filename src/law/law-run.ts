import type { ApiDocument } from '../document/api-document.ts'
import type { Credentials } from '../http/auth/schemes.ts'
import type { Target } from '../http/target.ts'
import type { BudgetLimit } from '../report/budget-report.ts'
import type { Model } from '../resource/model.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { OutputIn } from '../run/session/output-in.ts'
import type { RunBaseline } from '../run/session/run-plan.ts'
import type { Clock } from '../send/clock.ts'
import type { Principal } from '../suite/suite.ts'
import type { AnswerLaw } from './session/answer-law.ts'
import type { Law } from './world/law.ts'
import type { MemberLedger } from './session/member-ledger.ts'

/** All inputs of a run of laws. */
export interface LawRun {
  readonly document: ApiDocument
  readonly model: Model
  readonly target: Target
  readonly principals: Readonly<Partial<Record<Principal, Credentials>>>
  /** The values of scopes, by name. */
  readonly scopes: Readonly<Record<string, string>>
  /** Other values of scopes, by name: they hold no member of the run. */
  readonly otherScopes?: Readonly<Record<string, string>>
  readonly mayWrite: (resource: string) => boolean
  /** True for a resource whose members may stay where nothing deletes them. Default: the run creates no such member. */
  readonly mayLeave?: (resource: string) => boolean
  /** False where no law may send requests at the same moment: a target on another machine, without consent. Default: true. */
  readonly concurrency?: boolean
  /** Keeps the cases whose ids it is true for. */
  readonly selects?: (id: string) => boolean
  /** The ids of cases that are fired before the others of their resource. Results keep the order of the plan. */
  readonly first?: readonly string[]
  readonly seed: number
  /** The most invalid bodies of a schema, as a count: of a create and of each update. Default: ten and eight. */
  readonly runs?: number
  readonly level: 'must' | 'should'
  readonly budget?: BudgetLimit
  readonly bail?: number
  readonly rate?: number
  /** The known failures of the target: they fail, and leave the verdict alone. */
  readonly baseline?: RunBaseline | undefined
  /** The time between two events that tell the progress, in milliseconds. Default: no such events. */
  readonly progressEvery?: number
  readonly verbose?: boolean
  /** The start of a command line that calls the tool, and its flags, for a replay. */
  readonly command?: string
  readonly replayFlags?: string
  readonly signal?: AbortSignal
  readonly clock?: Clock
  readonly patience?: number
  /** The record of created members. Default: none is kept. */
  readonly ledger?: MemberLedger
  readonly secrets?: Secrets
  readonly onHint?: (hint: string) => void
  /** The output of a server that was started for the run. */
  readonly outputIn?: OutputIn | undefined
  /** Default: all laws. */
  readonly laws?: readonly Law[]
  readonly answerLaws?: readonly AnswerLaw[]
  /** Cases of files. */
  readonly declared?: readonly Law[]
}
