import type { Model, Resource } from '../resource/model.ts'
import type { World } from './world.ts'

/** A sentence that holds for each resource with certain facts, and the requests that check it. */
export interface Law {
  /** Permanent, such as `read-equals-write`. The case of a resource is `law.read-equals-write[user]`. */
  readonly id: string
  readonly level: 'must' | 'should'
  /** The sentence, as reports show it. */
  readonly text: string
  /** Where the sentence comes from, such as `RFC 9110, section 9.3.5`. */
  readonly source: string
  /**
   * The facts that the law hangs on. A text says which fact is missing, such as `what a list holds`: the law is then not verified. A
   * guess among the facts makes the law a should.
   */
  readonly needs: (resource: Resource, model: Model) => LawNeeds
  /** Sends the requests of the law at one resource, and states what is wrong. */
  readonly check: (world: World) => Promise<void>
}

/** What a law hangs on at a resource. */
export type LawNeeds =
  | { readonly holds: false; readonly missing: string }
  | { readonly holds: true; readonly certainty: 'sure' | 'calibrated' | 'guess' }
