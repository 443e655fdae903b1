import type { Fact, Key, Pointer } from '../../resource/model.ts'
import type { Likened, Likeness } from '../body/examples-in.ts'
import type { Way } from '../body/request-body.ts'
import type { CaseRecord } from './case-record.ts'
import type { Answer } from './exchange.ts'
import type { Member } from './member.ts'

/** A value at the top of a member for which a create was refused. */
export interface RefusedValue {
  readonly name: string
  readonly value: unknown
  /** The mistake in the value, in words. */
  readonly what: string
}

/** The wrong values that laws have sent to a resource. */
export interface TriedWrongValues {
  /** The values that creates have refused, in the order of the refusals. */
  readonly refused: RefusedValue[]
  /** The properties that were broken in an update, each behind the operation. */
  readonly updated: Set<string>
}

/** The knowledge of a run about lists whose items have alternatives. */
export interface KindsOfItems {
  /** True where the target takes an item of each alternative in one list. Undefined before a try. */
  areTaken?: boolean
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
  /** The update operations that take other texts, and have refused other numbers and listed values. */
  textsOnly?: Set<string>
  /** The reason why no member can be made. */
  impossible?: string | undefined
  /** The members that could not be removed, by the numbers of their claims. */
  unremoved?: Set<number>
  /** The reason why the run makes no more members: those that it has made cannot be removed. */
  stays?: string
  /** True for an action after which a member cannot be deleted. Undefined before its first use. */
  isKept?: boolean
  /** True for an action after which members stay on the target, as `--leave` with its name allows. */
  isLeft?: true
  /** True for an action that has answered the member at which it was sent, and so makes no other one. */
  makesNone?: boolean
  /** The actions before which a member does not accept this one, in their order. Empty where none was found, undefined before a try. */
  reached?: readonly string[]
  /** True while such actions are looked for. */
  isReaching?: boolean
  /** `shared` if several members may refer to one member of another resource, `own` if they may not. Undefined before a create has shown it. */
  sharing?: 'shared' | 'own'
  /** The number that is added to the variant of each body. Undefined before a create has conflicted with another member. */
  shift?: number | undefined
  /** The days that are added to the dates of each body. Undefined before a create has conflicted with another member. */
  days?: number
  /** True where the target has refused bodies with such a number. */
  isUsual?: boolean
  /** The properties that are unique by the answers of the target. Undefined before a law has tried. */
  unique?: readonly Fact<Pointer>[]
  /** Set after a create that was only accepted (202): whether its members show what was sent in the end. */
  later?: 'shows' | 'lacks'
  /** True if members leave a state such as `CREATING`, and take no children before; false if they have not left it. Undefined before a child was refused for it. */
  settles?: boolean
  /**
   * True where members that others are made below, or that bodies name, have their required properties alone: others were refused beside a flag such
   * as `blocked`. Undefined before a try.
   */
  areHoldersBare?: boolean
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
  /** True where a read has been asked for a fresh member at its guessed key. */
  isKeyTried?: boolean
  /** The place of the key in the operations that creates tell of. */
  acceptedAt?: Pointer
  /** The wrong values that laws have sent. */
  tried?: TriedWrongValues
  /** True if the target takes lists with an item of each alternative. */
  kindsOfItems?: KindsOfItems
  /** The keys under which no update was accepted, of members that stand with their parent. */
  refusedKeys?: Set<string>
  /** True where a refusal said that another member has the values of an example. */
  isRenewed?: boolean
}
