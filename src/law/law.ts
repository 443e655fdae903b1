import type { Model, Resource } from '../resource/model.ts'
import type { Judged } from './exchange.ts'
import type { World } from './world.ts'

/** What every law states. */
interface Stated {
  /** Permanent, such as `read-equals-write`. The case of a resource is `law.read-equals-write[user]`. */
  readonly id: string
  readonly level: 'must' | 'should'
  /** The sentence, as reports show it. */
  readonly text: string
  /** Where the sentence comes from, such as `RFC 9110, section 9.3.5`. */
  readonly source: string
}

/** A sentence that holds for each resource with certain facts, and the requests that check it. */
export interface Law extends Stated {
  /**
   * The facts that the law hangs on. A text says which fact is missing, such as `what a list holds`: the law is then not verified. A
   * guess among the facts makes the law a should.
   */
  readonly needs: (resource: Resource, model: Model) => LawNeeds
  /** Set for a law whose requests change nothing: it runs at resources that may not be written too. */
  readonly onlyReads?: true
  /** Sends the requests of the law at one resource, and states what is wrong. */
  readonly check: (world: World) => Promise<void>
}

/** A sentence that holds for each answer to an operation of a resource. It sends nothing: the answers of all laws are held to it. */
export interface AnswerLaw extends Stated {
  /** States what is wrong. Undefined for an answer that the sentence says nothing of. Pure. */
  readonly judge: (exchange: Judged) => readonly Problem[] | undefined
}

/** What a law hangs on at a resource. */
export type LawNeeds =
  | { readonly holds: false; readonly missing: string }
  | { readonly holds: true; readonly certainty: 'sure' | 'calibrated' | 'guess' }

/** Something wrong in an answer. */
export interface Problem {
  /** The fault in fixed words, without values of a run: findings are grouped by it. */
  readonly signature: string
  /** The expected value first, then the actual value, in English. */
  readonly message: string
  /** The place: `body#/pointer`, `header:Name` or `status`. */
  readonly at: string
  readonly expected: unknown
  readonly actual: unknown
  /** Set for a problem that is only a should, whatever the level of the law. */
  readonly level?: 'should'
}
