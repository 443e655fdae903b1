import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { Finding } from '../../judge/judge.ts'
import type { Fact, Key, Model, Pointer, Resource, UpdateFacts } from '../../resource/model.ts'
import type { CredentialPlace } from '../../http/credential-place.ts'
import type { SecretSearch } from '../../secrets/sent-secret.ts'
import type { Sender } from '../../suite/suite.ts'
import type { Asked } from '../send/ask.ts'
import type { Created, CreateRequest } from './create-request.ts'
import type { BatchRequest, CreatedBatch } from './send-batch.ts'
import type { Answer } from '../session/exchange.ts'
import type { Problem } from '../session/problem.ts'
import type { Member } from '../session/member.ts'
import type { KindsOfItems, TriedWrongValues } from '../session/makings.ts'
import type { Walk, WalkOptions } from '../walk/walk-list.ts'
import type { Way } from '../body/request-body.ts'
import type { Likened } from '../body/examples-in.ts'
import type { Validators } from '../body/validators.ts'

/** Options for a fresh member. */
export interface Fresh {
  /** The member above; default: one that the laws of a resource share. */
  readonly parent?: Member | undefined
  /** Another resource than that of the world, for a body alone. */
  readonly resource?: Resource
  /** Sets numbers, dates and listed values apart. */
  readonly variant?: number
  /** True for a body that names members of others which no other body names. */
  readonly namesOwn?: true
  /** True for a member that others are made below, or that bodies name. */
  readonly isHolder?: true
}

/** How bodies are made that the target takes. */
export interface BodyMaking {
  readonly way: Way
  /** Optional properties that the target refuses in bodies. */
  readonly leftOut: readonly string[]
  /** The examples that the target asks for in values. */
  readonly likened: Likened | undefined
  /** The update operations that take other texts, and refuse other numbers and listed values. A law may add one. */
  readonly textsOnly: Set<string>
}

/** The view of one resource at a target that a law has. A function that sends requests ends the law if nothing is answered. */
export interface World {
  readonly resource: Resource
  readonly model: Model
  readonly document: ApiDocument
  readonly validators: Validators
  readonly seed: number
  /** True for a law that stands on a guess: it is a should, whatever its own level. */
  readonly presumed: boolean
  /** Search for the secrets that were sent. */
  readonly secrets: SecretSearch
  /** Other values of scopes, which hold none of the members of the run. */
  readonly otherScopes: Readonly<Record<string, string>>
  /** A new secret for a property, which no answer may show. */
  readonly secret: (pointer: string) => string
  /** Waits some milliseconds. An interruption of the run ends the wait. */
  readonly wait: (milliseconds: number) => Promise<void>
  /** The most invalid bodies of a schema, as a count. Undefined: each law has its own. */
  readonly runs: number | undefined
  /** A word that nothing else on the target has. */
  readonly word: () => string
  readonly operation: (id: string) => ApiOperation
  /** How bodies are made that the target takes. */
  readonly making: () => BodyMaking
  /** The place of the key in a member, where a read has found it and the contract has none. */
  readonly knownKey: () => Pick<Key, 'address' | 'link'> | undefined
  /** The wrong values that laws have sent. */
  readonly tried: () => TriedWrongValues
  /** The knowledge of the run about lists whose items have alternatives. */
  readonly kindsOfItems: () => KindsOfItems
  /** The first refusal of a body that keeps to the document, where this law has met it. */
  readonly refused: () => { readonly answer: Answer; readonly body: unknown } | undefined
  /** True if the run may create, change and delete members of a resource. */
  readonly mayWrite: (resource: string) => boolean
  /** True for a resource whose members may stay where nothing deletes them. */
  readonly mayLeave: (resource: string) => boolean
  /** True for a sender with credentials. */
  readonly isKnown: (as: Sender) => boolean
  /** The parts of a request that carry the credentials of the owner. */
  readonly credentials: () => readonly CredentialPlace[]

  /** Creates a member with a generated body, and its parents before it. Ends the law where no member can be made. */
  readonly fresh: (how?: Fresh) => Promise<Member>
  /** Leaves members of the law that it has not changed: a later law takes them in place of creates. */
  readonly leave: (members: readonly Member[]) => void
  /** Opens connections by reads of a member at once, where the last law has left fewer. */
  readonly openConnections: (count: number, member: Pick<Member, 'above' | 'own'>) => Promise<void>
  /** A member that laws only read: one of the run, or where the resource may not be written, one that is there. */
  readonly some: () => Promise<Member>
  /** Five members that laws only read, and never change. */
  readonly several: () => Promise<readonly Member[]>
  /** The members of `several` that this run has created. */
  readonly made: () => readonly Member[]
  /** Removes the members of `several` from the pool and returns them, for a law that changes them. */
  readonly spend: () => readonly Member[]
  /** Properties whose value a second create may not repeat, found once in a run. */
  readonly foundUnique: () => Promise<readonly Fact<Pointer>[]>
  /** The values of the path parameters above members of the resource: parents are created where there are any. */
  readonly above: (parent?: Member) => Promise<Pick<Member, 'parent' | 'above'>>
  /** Another parent than that of a member, or than the one that all laws share, made for the law. */
  readonly otherParent: (member?: Member) => Promise<Member>
  /** A new member of another resource, below the parents that it shares with a member. */
  readonly freshBeside: (resource: Resource, member: Member) => Promise<Member>
  /** Reads a member of any resource. Undefined where the contract does not say how. */
  readonly readOf: (member: Member) => Promise<Answer | undefined>
  /** A body that a create takes, with fresh keys. @throws NotVerified where the document does not say enough. */
  readonly body: (how?: Fresh) => Promise<CreateRequest>
  /** Sends an action at a member without finding out first whether that can be undone: for one that must be refused there. */
  readonly act: (action: Resource, member: Member) => Promise<Answer>
  /** Sends a create under the ledger. */
  readonly create: (asked: CreateRequest) => Promise<Created>
  /** Sends a create of several members, each under a claim of its own. */
  readonly createSeveral: (asked: BatchRequest) => Promise<CreatedBatch>
  /** True where each member that the list shows is one of the run: a write to several members may go wrong. */
  readonly isAlone: (above: readonly string[]) => Promise<boolean>
  /** The member of an accepted create once it can be read: after a 202, it is waited for. Undefined where there is none. */
  readonly arrived: (created: Created) => Promise<Member | undefined>
  /** Notes in the ledger that a write may store a member under another key. Returns a function that drops the note. */
  readonly mayMove: (member: Member, own: readonly string[]) => () => void
  readonly read: (
    member: Pick<Member, 'above' | 'own'> & Partial<Pick<Member, 'sent'>>,
    parts?: Partial<Asked>,
  ) => Promise<Answer>
  /** Sends a member to the update operation; `facts` names another update than the first. */
  readonly update: (member: Member, sent: unknown, parts?: Updating) => Promise<Answer>
  readonly remove: (member: Member, parts?: Partial<Asked>) => Promise<Answer>
  /** Notes that a delete that succeeds leaves members as they are: the run then leaves them behind. */
  readonly keepsDeleted: () => void
  /** Notes a member that was deleted, and that a read has not found any more: later laws need none of their own. */
  readonly noteDeleted: (member: Member) => void
  /** The last member that was noted so. */
  readonly deleted: () => Member | undefined
  /** Walks the list above a member, by the first page style or by another. */
  readonly walk: (above: readonly string[], options?: WalkOptions) => Promise<Walk>
  /** Sends any other request, of an operation of the document. Not for creates. */
  readonly send: (request: Asked) => Promise<Answer>

  /** The member in an answer, unwrapped. */
  readonly shown: (answer: Answer) => unknown
  /** The members in the answer to a list. */
  readonly itemsOf: (answer: Answer) => readonly unknown[]
  /** The place of the members in the answer to a list, such as `body#/items`. */
  readonly itemsAt: (answer: Answer) => string
  /** The own path values of a shown member. */
  readonly keysOf: (shown: unknown) => readonly string[] | undefined
  /** States what is wrong; without problems, the law was judged at this answer. */
  readonly expect: (answer: Answer, problems: readonly Problem[]) => boolean
  /** Adds the findings of a case of a file at an answer, and the requirements that the answer was held to. */
  readonly note: (answer: Answer, findings: readonly Finding[], requirements: readonly string[]) => void
  /** Compares a member as sent with the one in an answer. */
  readonly shows: (sent: unknown, answer: Answer) => readonly Problem[]
  /** Compares a member as sent with one as shown. `operation`: the one whose answer shows it; by default the read, or else the list. */
  readonly compare: (sent: unknown, shown: unknown, operation?: string) => readonly Problem[]
}

/** The parts of an update that a law may state. */
export interface Updating {
  readonly facts?: UpdateFacts
  readonly headers?: Readonly<Record<string, string | null>>
  readonly as?: Sender
  readonly query?: Readonly<Record<string, string | undefined>>
  /** Bytes in place of the member. */
  readonly bytes?: Uint8Array
  /** True for a body that is sent as it stands: a JSON Patch is otherwise made of the properties to set. */
  readonly raw?: true
}
