import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { Model, Resource } from '../../resource/model.ts'
import type { Budget } from '../../run/session/budget.ts'
import type { Connection } from '../../send/connection.ts'
import type { Validators } from '../body/validators.ts'
import type { AnswerLaw } from './answer-law.ts'
import type { Claims } from './claims.ts'
import type { Deletes } from './deletes.ts'
import type { Judgements } from './judgements.ts'
import type { Learned } from './learned.ts'
import type { MemberPool } from './member-pool.ts'
import type { Sights } from './sights.ts'
import type { Traffic } from './traffic.ts'

/** The settings of a run, which stay as they are. */
export interface LawSettings {
  readonly connection: Connection
  /** The prefix of every path of the target, such as `/base`; may be empty. */
  readonly basePath: string
  readonly document: ApiDocument
  readonly model: Model
  readonly validators: Validators
  readonly answerLaws: readonly AnswerLaw[]
  readonly budget: Budget
  readonly seed: number
  /** The most invalid bodies of a schema, as a count. Undefined: each law has its own. */
  readonly runs: number | undefined
  readonly word: () => string
  /** True if the run may create, change and delete members of the resource. */
  readonly mayWrite: (resource: string) => boolean
  /** True for a resource whose members may stay where nothing deletes them. */
  readonly mayLeave: (resource: string) => boolean
  /** The values of scopes, by name. */
  readonly scopes: Readonly<Record<string, string>>
  /** Other values of scopes, by name. */
  readonly otherScopes: Readonly<Record<string, string>>
  /** The resource of each operation, by operation id. */
  readonly owners: ReadonlyMap<string, Resource>
  readonly operations: ReadonlyMap<string, ApiOperation>
}

/** The settings of a run, and its state, which all laws share. Each part of the state grows in place. */
export interface LawSession extends LawSettings {
  readonly claims: Claims
  readonly deletes: Deletes
  readonly pool: MemberPool
  readonly learned: Learned
  readonly sights: Sights
  readonly judgements: Judgements
  readonly traffic: Traffic
}
