import type { SecretSearch } from '../secrets/sent-secret.ts'
import type { ParsedJson } from '../json/parse-json.ts'
import type { Contract, Operation, Role } from '../contract/contract.ts'
import type { Validators } from '../contract/validators.ts'

/** What the judge sees of one exchange: raw, with what the run knows of the target at that moment. */
export interface Observation {
  readonly contract: Contract
  readonly validators: Validators
  readonly request: SentRequest
  readonly response: ReceivedResponse
  /** What the run knows to be in the group after this exchange. */
  readonly known: Known
  readonly secrets: SecretSearch
  /** The group before and after the exchange, where an expectation asks for it. */
  readonly snapshots?: { readonly before: Snapshot; readonly after: Snapshot }
  /** All pages, after the last one. */
  readonly walk?: Walk
}

export interface SentRequest {
  readonly method: string
  /** The request target as it went out: path and query. */
  readonly target: string
  readonly query: Readonly<Record<string, string>>
  /** Whether a documented parameter was sent twice, empty or in an unusual form, so that it is open what the server made of it. */
  readonly ambiguous?: boolean
  /** The documented operation, where method and path are one's, and the part it plays on the resource. */
  readonly operation?: Operation
  readonly role?: Role
  /** The key in the path, where there is one. */
  readonly key?: string
  /** The body as a JSON value, where it is one. */
  readonly body?: unknown
  /** What of the request was drawn invalid. */
  readonly broken?: BrokenPart
}

/** Where a request breaks the contract, and which rule. */
export interface BrokenPart {
  readonly part: 'body' | 'query' | 'path'
  readonly rule: string
  /** In words: `maxLength at /name`. */
  readonly text: string
}

export interface ReceivedResponse {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly bytes: Uint8Array
  readonly text: string
  /** The media type in lower case without parameters; empty where there is none. */
  readonly mediaType: string
  /** The body as JSON, or why it is none. */
  readonly json: ParsedJson
  /** The documented body: what the envelope holds where one was asked for, else the body itself. */
  readonly document: unknown
  /** Where the document stands in the body. */
  readonly documentAt: string
  /** What is wrong with the message itself, found while it was read. */
  readonly defect?: string
}

/** The members of the group as the run knows them. */
export interface Known {
  /** Set for a group that is none of the run's: nothing is known of it. */
  readonly unknown?: true
  /** Ours, by key: the values that must come back. */
  readonly members: ReadonlyMap<string, KnownMember>
  /** Keys that were there before the run. */
  readonly foreign: ReadonlySet<string>
  /** Keys of which the run cannot tell whether they are there, or with which values. */
  readonly doubtful: ReadonlySet<string>
}

export interface KnownMember {
  readonly values: Readonly<Record<string, unknown>>
  /** Whether all of it was sent at once, so that what is not in values was never sent. */
  readonly complete: boolean
}

/** The members of a group at one moment, by key; undefined where they could not be read. */
export interface Snapshot {
  readonly members: Readonly<Record<string, unknown>> | undefined
  /** What a read of one key answered. */
  readonly read?: { readonly key: string; readonly status: number }
}

export interface Walk {
  readonly by: 'next' | 'number'
  /** The documents of the pages, first to last. */
  readonly pages: readonly unknown[]
  /** Why the walk ended before its last page. */
  readonly broken?: string
}
