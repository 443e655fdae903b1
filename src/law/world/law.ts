import type { ApiDocument } from '../../document/api-document.ts'
import type { Requirement } from '../../contract/contract.ts'
import type { Model, Resource } from '../../resource/model.ts'
import type { DeclaredCase } from './declared-case.ts'
import type { Stated } from '../session/stated.ts'
import type { World } from './world.ts'

/** A sentence that holds for each resource with certain facts, and the requests that check it. */
export interface Law extends Stated {
  /**
   * The facts that the law hangs on. A clause says which fact is missing or another, such as `the contract says that the list has no
   * pages`: the law is then not verified. A guess among the facts makes the law a should.
   */
  readonly needs: (resource: Resource, model: Model, document: ApiDocument) => LawNeeds
  /** Set for a law about a part that few documents have: it is a case only where its facts are known. */
  readonly isRare?: true
  /** Set where one fault of the server most likely shows at all resources: it is then one cause. */
  readonly acrossResources?: true
  /** Set for a law whose requests change nothing: it runs at resources that may not be written too. */
  readonly onlyReads?: true
  /** Set for a law that sends requests at the same moment. */
  readonly sendsTogether?: true
  /** Set for a look at a target, which judges no answer. */
  readonly onlyLooks?: true
  /** Set for a case of a file, which is a law of one resource. */
  readonly declared?: Declared
  /** Sends the requests of the law at one resource, and states what is wrong. */
  readonly check: (world: World) => Promise<void>
}

/** The parts that a case of a file has beside a law. */
export interface Declared {
  readonly resource: string
  readonly caseId: string
  /** The case as its file has it. */
  readonly written: DeclaredCase
  /** The requirements of its expectations: each finding is under one of them. */
  readonly stated: readonly Requirement[]
}

/** The state of the facts that a law hangs on at a resource. */
export type LawNeeds =
  | { readonly holds: false; readonly reason: string }
  | { readonly holds: true; readonly certainty: 'sure' | 'calibrated' | 'guess' }
