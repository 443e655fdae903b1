import type { SecretSearch } from '../secrets/sent-secret.ts'
import type { ParsedJson } from '../json/parse-json.ts'
import type { Contract, Operation, Role } from '../contract/contract.ts'
import type { Validators } from '../contract/validators.ts'

/** The judge's input: one exchange with unmasked secrets, and the run's knowledge of the target after the exchange. */
export interface Observation {
  readonly contract: Contract
  readonly validators: Validators
  readonly request: SentRequest
  readonly response: ReceivedResponse
  /** The group after this exchange, by the run's knowledge. */
  readonly known: Known
  /** Search for all sent secrets. */
  readonly secrets: SecretSearch
  /** The group before and after the exchange, for kinds that gather snapshots. */
  readonly snapshots?: Snapshots
  /** All pages of a walk, set after the last page. */
  readonly walk?: ObservedWalk
  /** Requests at the same moment, set after the last request that shows the state. */
  readonly moment?: Moment
  /** The requests and answers of the case so far, this exchange included; omitted for a group that the run does not use. */
  readonly recalled?: Recalled
}

/** A request as sent. */
export interface SentRequest {
  readonly method: string
  /** The request target: path and query as sent. */
  readonly target: string
  readonly query: Readonly<Record<string, string>>
  /** True if servers may read a documented parameter differently: repeated, empty, or in an unusual form. */
  readonly ambiguous?: boolean
  /** The documented operation with this method and path; omitted for none. */
  readonly operation?: Operation
  /** The operation's role on the resource. */
  readonly role?: Role
  /** The key in the path. */
  readonly key?: string
  /** The body as a JSON value; omitted for other bodies. */
  readonly body?: unknown
  /** The part of the request that was drawn invalid. */
  readonly broken?: BrokenPart
  /** True for a request that others of its lane accompany. */
  readonly beside?: true
}

/** The part of a request that breaks the contract, and the broken rule. */
export interface BrokenPart {
  readonly part: 'body' | 'query' | 'path'
  readonly rule: string
  /** The rule and its place, such as `maxLength at /name`. */
  readonly text: string
}

/** A response, parsed. */
export interface ReceivedResponse {
  /** The HTTP status, or the status in an envelope; 0 for an unreadable response. */
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** The reason phrase, if it is not the usual phrase of the status. */
  readonly reason?: string
  /** Headers after the body; omitted for none. */
  readonly trailers?: ReceivedResponse['headers']
  readonly bytes: Uint8Array
  readonly text: string
  /** The media type in lower case without parameters; empty without a Content-Type. */
  readonly mediaType: string
  /** The body as JSON, or the reason why the body is not JSON. */
  readonly json: ParsedJson
  /** The documented body: the content of a requested envelope, or the body itself. */
  readonly document: unknown
  /** The JSON Pointer of the document in the body. */
  readonly documentAt: string
  /** The defect of the HTTP message, in English. */
  readonly defect?: string
}

/** The members of the group as the run knows them. */
export interface Known {
  /** Set for a group that the run does not use. */
  readonly unknown?: true
  /** Members that the run wrote, by key. */
  readonly members: ReadonlyMap<string, KnownMember>
  /** Keys of members that the run did not write. */
  readonly foreign: ReadonlySet<string>
  /** What answers showed of keys without a member: `hidden` are those of foreign members that a read shows and no list. */
  readonly absence?: { readonly hidden: ReadonlySet<string> }
  /** Keys whose existence or values the run does not know. */
  readonly doubtful: ReadonlySet<string>
  /** Keys whose members the run deleted, and has not written since. Default: none. */
  readonly deleted?: ReadonlySet<string>
}

/** The values that the run sent for one member, by property name. */
export interface KnownMember {
  readonly values: Readonly<Record<string, unknown>>
  /** True if `values` holds every property ever sent: true after a create, false after an update. */
  readonly complete: boolean
  /** The last value of each property since the create, without nulls; omitted if an earlier value is unknown. */
  readonly lastSent?: Readonly<Record<string, unknown>>
}

/** The values that the requests of a case sent, and that the answers to them showed. */
export interface Recalled {
  /** The group of the request. */
  readonly group: string
  /** Every place that a request wrote or an answer showed, in all groups of the case. */
  readonly places: readonly RecalledPlace[]
  /**
   * The members whose last write is a create, by key. Each is as it was first shown after a create with the same body, by the same
   * operation to the same sender.
   */
  readonly firstShown: ReadonlyMap<string, Readonly<Record<string, unknown>>>
}

/** A key of a group, as far as one case knows it. */
export interface RecalledPlace {
  readonly group: string
  readonly key: string
  /** The ids that answers showed before the last write, also those of members that are deleted since. */
  readonly idsBefore: ReadonlySet<string>
  /** The last id after each write since the create, the oldest first. */
  readonly idsSince: readonly string[]
  /** The id in the body of the last write; undefined for none. */
  readonly sentId: string | undefined
  /** True if an answer had shown the sent id, as the id of any member with this key, before the write. */
  readonly knewSentId: boolean
  /** The last value that an accepted write sent for each property, also to members that are deleted since. */
  readonly sent: ReadonlyMap<string, unknown>
  /** The last creates and updates, refused ones too, the oldest first. */
  readonly writes: readonly RecalledWrite[]
}

/** A create or an update of a case. */
export interface RecalledWrite {
  /** The body as a JSON value; undefined for other bodies. */
  readonly body: unknown
  /** The status of the answer; undefined without an answer. */
  readonly status: number | undefined
}

/** The members of a group at one moment, by key; undefined for an unreadable list. */
export interface Snapshot {
  readonly members: Readonly<Record<string, unknown>> | undefined
  /** The status of a list that is unreadable. */
  readonly unreadable?: number
  /** The keys whose ids two different requests in a row showed alike, without a write to the key in between. */
  readonly steadyIds?: ReadonlySet<string>
  /** The status of a read of one key, and the member that it showed. */
  readonly read?: { readonly key: string; readonly status: number; readonly member?: unknown }
}

/** The pages of a list, requested in turn by next links or by page number. */
export interface ObservedWalk {
  readonly by: 'next' | 'number'
  /** The documents of the pages, first to last. */
  readonly pages: readonly unknown[]
  /** The queries of the requests of these pages, where they are noted. */
  readonly queries?: readonly Readonly<Record<string, string>>[]
  /** The reason why the walk ended before the last page. */
  readonly broken?: string
}

/** The group before and after an exchange. */
export interface Snapshots {
  readonly before: Snapshot
  readonly after: Snapshot
  /** The indexes of the exchanges that showed the group after it; omitted for those of another case. */
  readonly shownBy?: { readonly list?: number; readonly read?: number }
}

/** Requests at the same moment, and the requests after it, sent one after another, that show the state. */
export interface Moment {
  readonly requests: readonly TimedRequest[]
  /** The state before the first request of each key that a request may write. */
  readonly before: readonly KeyBefore[]
}

/** A request of a moment. Times are in milliseconds after the first request. */
export interface TimedRequest {
  /** The group of the request. */
  readonly group: string
  readonly request: SentRequest
  /** Undefined without an answer. */
  readonly response: ReceivedResponse | undefined
  readonly start: number
  /** The time of the answer; Infinity without an answer. */
  readonly end: number
  /** The index of its exchange. */
  readonly exchange: number
  /** Set for a request after the moment. */
  readonly after?: true
}

/** A key before a moment: `unknown`, without a member, or with a member that the run wrote. */
export interface KeyBefore {
  readonly group: string
  readonly key: string
  readonly member: 'unknown' | 'absent' | KnownMember
}
