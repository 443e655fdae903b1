import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { Fact, Key, Model, Pointer, Resource } from '../../resource/model.ts'
import type { Budget } from '../../run/session/budget.ts'
import type { Connection } from '../../send/connection.ts'
import type { CaseRecord } from './case-record.ts'
import type { AnswerLaw } from './answer-law.ts'
import type { EarlierReads } from './earlier-reads.ts'
import type { Answer } from './exchange.ts'
import type { GoneMembers } from './gone-members.ts'
import type { LostValues } from './lost-values.ts'
import type { Member } from './member.ts'
import type { MemberLedger } from './member-ledger.ts'
import type { Way } from '../body/request-body.ts'
import type { Likened, Likeness } from '../body/examples-in.ts'
import type { Validators } from '../body/validators.ts'

/** A claim: a member that may be on the target because of a create of the run. */
export interface OpenClaim {
  readonly n: number
  readonly resource: string
  /** The path of the member; undefined before an answer tells it. */
  path: string | undefined
  readonly note: Parameters<MemberLedger['creating']>[0]
  /** The number of the claim of the member above, where the run has made that one. */
  readonly parent?: number | undefined
  /** The path to which a write may have moved the member. */
  movedTo?: string | undefined
  /** Set for a refused create, until a read or a list has shown whether it stored a member all the same. */
  refused?: Refused | undefined
}

/** The answer that refused a create. */
export interface Refused {
  readonly status: number
  /** The request, such as `POST /users`. */
  readonly asked: string
  /** The index of the exchange among those of the case. */
  readonly exchange: number
  /** The member as it was sent. */
  readonly sent: unknown
}

/** A member that a refused create has stored. */
export interface StoredMember extends Refused {
  readonly resource: string
  readonly at: string
}

/** A value at the top of a member for which a create was refused. */
export interface RefusedValue {
  readonly name: string
  readonly value: unknown
  /** What is wrong with the value, in words. */
  readonly what: string
}

/** The wrong values that laws have sent to a resource. */
export interface TriedValues {
  /** The values that creates have refused, in the order of the refusals. */
  readonly refused: RefusedValue[]
  /** The properties that were broken in an update, each behind the operation. */
  readonly updated: Set<string>
}

/** The knowledge of a run about making members of a resource. */
export interface Makings {
  /** The way of making bodies that the target accepts. */
  way?: Way
  /** The first refusal of a body that keeps to the document. */
  refused?: { readonly answer: Answer; readonly body: unknown; readonly record: CaseRecord }
  /** Optional properties that the target refuses in such bodies. */
  leftOut?: readonly string[]
  /** Optional ids that such bodies lacked, and that a refusal has named: they are texts of the caller. */
  demanded?: ReadonlySet<string>
  /** The examples that values of such bodies are made like: the target refuses other values. */
  likened?: Likened | undefined
  /** The listed values of the first accepted body, by the names of their properties. */
  listed?: ReadonlyMap<string, Likeness>
  /** True where later bodies keep these, false where that did not help. Undefined before a try. */
  isListedKept?: boolean
  /** The reason why no member can be made. */
  impossible?: string | undefined
  /** The members that could not be removed, by the numbers of their claims. */
  unremoved?: Set<number>
  /** The reason why the run makes no more members: those that it has made cannot be removed. */
  stays?: string
  /** True for an action after which a member cannot be deleted. Undefined before its first use. */
  isKept?: boolean
  /** The actions before which a member does not accept this one, in their order. Empty where none was found, undefined before a try. */
  reached?: readonly string[]
  /** True while such actions are looked for. */
  isReaching?: boolean
  /** `shared` if several members may refer to one member of another resource, `own` if they may not. Undefined before a create has shown it. */
  sharing?: 'shared' | 'own'
  /** The number that is added to the variant of each body. Undefined before a create has conflicted with another member. */
  shift?: number | undefined
  /** True where the target has refused bodies with such a number. */
  isUsual?: boolean
  /** The properties that are unique by the answers of the target. Undefined before a law has tried. */
  unique?: readonly Fact<Pointer>[]
  /** Set after a create that was only accepted (202): whether its members show what was sent in the end. */
  later?: 'shows' | 'lacks'
  /** A member that a law has deleted, and that a read has not found any more. */
  deleted?: Member
  /** The last answer that refused a create, in words. */
  refusal?: string
  /** The first body that was refused, and its answer, in words. */
  refusedBody?: string
  /** The statuses of refused creates, each once, in the order of the refusals. */
  statuses?: readonly number[]
  /** The place of the key in a member, where the document has none and a read has found it. */
  key?: Pick<Key, 'address' | 'link'>
  /** The place of the key in the operations that creates tell of. */
  acceptedAt?: Pointer
  /** The wrong values that laws have sent. */
  tried?: TriedValues
  /** True where a refusal said that another member has the values of an example. */
  isRenewed?: boolean
}

/** The count of successes. At 0, the target does nothing that it is asked for. */
export interface Successes {
  count: number
  /** The first answer without a success, in words. */
  refusal?: string
}

/** The state that all laws of a run share. */
export interface LawSession {
  readonly connection: Connection
  /** The prefix of every path of the target, such as `/base`; may be empty. */
  readonly basePath: string
  readonly document: ApiDocument
  readonly model: Model
  readonly validators: Validators
  readonly answerLaws: readonly AnswerLaw[]
  readonly ledger: MemberLedger
  readonly budget: Budget
  readonly seed: number
  /** The most invalid bodies of a schema, as a count. Undefined: each law has its own. */
  readonly runs: number | undefined
  readonly word: () => string
  /** True if the run may create, change and delete members of the resource. */
  readonly mayWrite: (resource: string) => boolean
  /** True for a resource whose members may stay where nothing deletes them. */
  readonly mayLeave: (resource: string) => boolean
  /** The numbers of the claims whose members a member that stays on the target refers to. */
  readonly namedByKept: Set<number>
  /** The count of members that stay on the target, by resource. */
  readonly stayed: Map<string, number>
  /** The count of members whose delete was accepted, and that a read still shows at the end, by resource. */
  readonly deleting: Map<string, number>
  /** The count of members that a read still shows after two deletes that succeeded, by resource. */
  readonly marked: Map<string, number>
  /** The values of scopes, by name. */
  readonly scopes: Readonly<Record<string, string>>
  /** Other values of scopes, by name. */
  readonly otherScopes: Readonly<Record<string, string>>
  /** Claims by number, in the order of the creates. */
  readonly claims: Map<number, OpenClaim>
  /**
   * The paths of the members that a list showed before a create whose member has no mark, by the path of the list.
   * Undefined where the list could not be read.
   */
  readonly listed: Map<string, readonly string[] | undefined>
  readonly makings: Map<string, Makings>
  /** Members that laws share, by resource: parents above all. */
  readonly shared: Map<string, Member>
  /** Members that bodies name, by their resource and place. */
  readonly named: Map<string, Member>
  /** The resources for whose bodies members of others are being made. */
  readonly naming: Set<string>
  /** The number of the first page of a list, by operation, where the answers told it. */
  readonly firstPages: Map<string, 0 | 1>
  /** The query of lists that demand one of several optional parameters, by operation: a member that all members of the run name. */
  readonly demanded: Map<string, Readonly<Record<string, string>>>
  /** Members of a resource that laws of lists share. */
  readonly several: Map<string, readonly Member[]>
  /** Members that a law has made and left as they are, by resource: later laws take them in place of creates. */
  readonly unused: Map<string, readonly Member[]>
  /** The connections that requests at once have opened, as a count, and the time of the last of these requests. */
  readonly opened: { count: number; at: number }
  /** Members that refused creates have stored, and that no finding has told yet. */
  readonly stored: StoredMember[]
  /** The count of requests for operations that were answered with a success, and the first that was not. */
  readonly successes: Successes
  /** The time of the last write that succeeded, by the clock of the run in milliseconds. */
  readonly writes: { at: number }
  /** The count of requests that wait for their answer: more than one in a law that sends several at once. */
  readonly underWay: { count: number }
  /** Paths at which an answer has shown that there is a member. */
  readonly seen: Set<string>
  /** The ids of operations of the document whose 202 tells of an operation that has not ended in time. */
  readonly endless: Set<string>
  /** Places of values that a create loses, by resource: told once, by the law of creates or of reads. */
  readonly lost: LostValues
  /** Resources whose members stay as they are after a delete that succeeds. */
  readonly stubborn: Set<string>
  /** Resources of which a read has not found a member any more after its delete: a delete leaves nothing. */
  readonly vanishing: Set<string>
  /** Members whose delete by a clean-up succeeded, with the place in words. */
  readonly removed: { readonly claim: OpenClaim; readonly at: string }[]
  /** Paths of members whose claims have ended. A list may go on showing them. */
  readonly ended: Set<string>
  /** Paths of members that a read has not found any more. */
  readonly gone: GoneMembers
  /** The last reads of members, by path. */
  readonly reads: EarlierReads
  /** The findings of answer laws, by case id. */
  readonly answers: Map<string, CaseRecord>
  /** The requirements that answers were judged by, by operation. */
  readonly judged: Map<string, Set<string>>
  /** The resource of each operation, by operation id. */
  readonly owners: ReadonlyMap<string, Resource>
  readonly operations: ReadonlyMap<string, ApiOperation>
}
