import type { Expectation } from '../../judge/judge.ts'
import type { Location } from '../../source/mistake.ts'
import type { Sender } from '../../suite/suite.ts'

/** Values of facts, by name. */
export type FactValues = Readonly<Record<string, unknown>>

/** A case of a contract of resources, as its file has it. */
export interface DeclaredCase {
  readonly id: string
  /** The values of its columns as its id has them, such as `[read,3]`; empty for a case without columns. */
  readonly row: string
  readonly title: string
  /** The name of the suite of its file, and what the suite is about. */
  readonly suite: string
  /** The name of a resource, or the facts that a resource must have. */
  readonly about: string | FactValues
  /** The names of the fresh members that are there before the first step. */
  readonly there: readonly string[]
  readonly steps: readonly DeclaredStep[]
  readonly location: Location
}

/** A request, what its answer is held to, and what is kept of the answer. */
export interface DeclaredStep {
  readonly send: DeclaredSend
  readonly expect: readonly Expectation[]
  /** By name: a JSON Pointer, `header:NAME`, or `member` for the member that the request created. */
  readonly save: Readonly<Record<string, string>>
}

/** A request as the file has it. Texts may be references. */
export interface DeclaredSend {
  /** An operation of the document, or one of the resource: `$resource.create`. */
  readonly operation: string
  /** The member that the request is about, by name, or `unknown`. */
  readonly of?: string
  /** Values of path parameters, by name. */
  readonly key?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, unknown>>
  readonly as?: Sender
  readonly body?: DeclaredBody
}

/** A body as the file has it. */
export interface DeclaredBody {
  /** The text `valid`, for a whole generated member; or the name of a member, for what was sent for it. */
  readonly whole?: string
  /** One property of a generated member, for an update. */
  readonly part?: 'valid'
  /** Changes of the generated member. */
  readonly set?: readonly { readonly at: string; readonly to: unknown }[]
  readonly drop?: readonly string[]
  /** The member itself. */
  readonly json?: unknown
  /** The bytes of the body, as text. */
  readonly raw?: string
}
