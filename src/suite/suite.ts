import type { Invariant } from '../judge/invariant.ts'
import type { Requirement, Role } from '../contract/contract.ts'
import type { Condition } from '../judge/reading/condition.ts'
import type { Expectation } from '../judge/judge.ts'
import type { Location, Mistake } from '../source/mistake.ts'
import type { Transfer } from '../http/in-pieces.ts'
import { ALTERATION_NAMES } from '../http/auth/alteration.ts'
import { SCHEME_NEEDS, SCHEME_SENDERS } from '../http/auth/find-scheme.ts'
import type { SchemeSenderName } from '../http/auth/schemes.ts'

/** One suite file: cases and invariants about one part of the contract. */
export interface Suite {
  readonly name: string
  readonly about: string
  readonly file: string
  /** Words that work but have a better form, each with its place. */
  readonly hints: readonly Mistake[]
  readonly cases: readonly CaseTemplate[]
  readonly retired: readonly RetiredCase[]
  readonly invariants: readonly Invariant[]
  /** Requirements that the suite states beside those of the contract. */
  readonly requirements: readonly Requirement[]
}

/** A case that no longer runs. Its id stays known and stands for the successor. */
export interface RetiredCase {
  readonly id: string
  readonly reason: string
  /** The id of the case that makes the same check now. */
  readonly successor: string
  readonly location: Location
}

/** A case as the YAML has it, with its product and its table of rows. */
export interface CaseTemplate {
  readonly id: string
  readonly title: string
  readonly about?: string
  readonly needs: readonly Need[]
  /** The product: each column with its values. */
  readonly each: Readonly<Record<string, readonly unknown[] | string>>
  /** True for as many rows of the product as hold each pair of values of two columns. */
  readonly pairs: boolean
  /** The table. A column `name` gives the row its id. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** True if the table stands before the product in the file. Row ids list the columns in that order. */
  readonly tableFirst: boolean
  readonly given: Given
  /** The part that is drawn anew for each example, in place of `$body`, `$property`, `$query` or `$path`. */
  readonly forall?: Forall
  /** Set for a case of random histories: `steps` are then the moves, and a history takes them in any order. */
  readonly history?: HistoryTemplate
  readonly steps: readonly StepTemplate[]
  /** The count of attempts from a fresh state, until the first finding. Default: 1. */
  readonly rounds?: number
  readonly location: Location
}

/** The drawn part of a property, a case that must hold for each drawn value. Each text may be a column. */
export interface Forall {
  /** The drawn part. The case refers to it by this name. */
  readonly part: DrawnPart
  /**
   * `valid`; `invalid`: at each place in turn; `tricky`: valid, with text that servers often change; `malformed`: a valid value whose
   * text is not JSON.
   */
  readonly mode: 'valid' | 'invalid' | 'tricky' | 'malformed'
  /** The key of a body, the pointer of a property, or the name of a parameter. */
  readonly subject: string
  /** The key whose body has the property; only for `property`. */
  readonly of?: string
  /** The secrets of a valid body: in the form of real secrets, or any text that the schema allows. */
  readonly secrets?: 'realistic' | 'any'
  /** Changes of the request that leave its outcome as it is. Some examples have some of them. */
  readonly variations?: readonly Variation[]
}

/** Random sequences of requests. Each step takes one of the moves with one of the keys, and at most one variation. */
export interface HistoryTemplate {
  /** Keys of the collection, `$types`, or a column. */
  readonly keys: readonly string[]
  /** The steps of one history, as a count. */
  readonly length: number
  /** The histories that visit each key while all others are there, as a count; none by default. */
  readonly tours?: number
  /** Changes of a request that leave its outcome as it is: the declared ones, then each two of them at once. */
  readonly variations: readonly Variation[]
  /** The declared variations, as a count. */
  readonly declared: number
}

/** A change of a request that leaves its outcome as it is, such as an additional query parameter. */
export interface Variation {
  readonly query?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, unknown>>
  readonly as?: string
  readonly transfer?: Transfer
  /** The operations whose requests may be changed so; omitted for all. */
  readonly of?: readonly string[]
}

export type DrawnPart = 'body' | 'property' | 'query' | 'path'

export const PRINCIPALS = ['owner', 'reader', 'stranger'] as const

export type Principal = (typeof PRINCIPALS)[number]

/** The needs of a case. A case is skipped if the target or the configuration lacks them. An auth scheme means an owner with it. */
export const NEEDS = [
  'credentials',
  ...SCHEME_NEEDS,
  'otherGroup',
  'emptyGroup',
  'principal.owner',
  'principal.reader',
  'principal.stranger',
] as const

/** The need of each case with requests at the same moment. No suite writes it. */
export const CONCURRENCY = 'concurrency'

export type Need = (typeof NEEDS)[number] | typeof CONCURRENCY

/**
 * The sender of a request: a principal, nobody, or the owner with wrong credentials. `wrong` sends credentials that were never issued.
 * The other senders change the proof in the header: `altered` changes a character, `last-char-changed` the last character.
 * `shortened` drops the second half, `emptied` drops all, `lengthened` appends text, `case-flipped` swaps the case of letters. `other-scheme` and
 * `without-scheme` send the right proof with another scheme, or with none. Auth schemes add senders.
 */
export const SENDERS = [
  ...PRINCIPALS,
  'nobody',
  'wrong',
  ...ALTERATION_NAMES,
  ...(Object.keys(SCHEME_SENDERS) as SchemeSenderName[]),
] as const

export type Sender = (typeof SENDERS)[number]

/** True for a sender that sends the credentials of a principal unchanged. */
export function isPrincipal(as: Sender): as is Principal {
  return (PRINCIPALS as readonly Sender[]).includes(as)
}

/** The state that a case needs: keys, in the group of the lane or in the other group. */
export interface Given {
  readonly absent: readonly string[]
  readonly configured: readonly string[]
  /** The name of the payload for configured keys. */
  readonly payload: string
  /** Candidates for an additional member, created only if the group would hold no key but those of the case. */
  readonly beside: readonly string[]
  /** Keys that must be absent from the other group. */
  readonly otherAbsent: readonly string[]
}

export interface StepTemplate {
  readonly send?: SendTemplate
  readonly walk?: WalkTemplate
  /** Requests that are sent at the same moment. */
  readonly together?: readonly TogetherTemplate[]
  /** The answers that lead to this step; only for a branch. */
  readonly when?: Condition
  readonly expect: readonly Expectation[]
  /** Further expectations, by the state of the key before the request as the run knows it. */
  readonly inState?: ByState
  /** The changes that make a refused request valid; only where no invalid value is drawn. */
  readonly mended?: MendedTemplate
  /** The expectations of the mended request. Without them, a target that refuses every request passes. */
  readonly twin: readonly Expectation[]
  /** Values of the answer by name: a pointer into its document, or `text` for the unparsed body. */
  readonly save: Readonly<Record<string, string>>
  /** Branches. The first branch whose condition holds is taken. */
  readonly then: readonly StepTemplate[]
  readonly location: Location
}

/** Expectations by the state of a key: without a member, and with a member of the run. */
export interface ByState {
  readonly absent: readonly Expectation[]
  readonly present: readonly Expectation[]
}

/** A request of a moment, and the expectations of its own answer. */
export interface TogetherTemplate {
  /** The count of such requests; each has secrets of its own. */
  readonly times: number
  readonly send: SendTemplate
  readonly expect: readonly Expectation[]
}

/** The most requests at the same moment, as a count. */
export const MOST_TOGETHER = 8

export interface SendTemplate {
  /** An operation of the resource, or the endpoint that issues tokens. */
  readonly operation: Role | 'token'
  readonly key?: string
  /** The segment of the key in the path, sent unchanged, in place of `key`. */
  readonly rawKey?: string
  /** The group, by default that of the lane: `other`, `unknown`, or a text that replaces the group id. */
  readonly scope?: string
  /** A sender, under its current or a former name. */
  readonly as?: string
  /** A method other than that of the operation. */
  readonly method?: string
  /** `$query` is the parameter that `forall` draws. */
  readonly query?: Readonly<Record<string, unknown>> | '$query'
  /** A raw query string in place of `query`. */
  readonly rawQuery?: string
  /** A header that is null is left out. */
  readonly headers?: Readonly<Record<string, unknown>>
  /** The way in which the bytes of the body arrive. */
  readonly transfer?: Transfer
  /** `$body` is what `forall` draws. */
  readonly body?: BodyTemplate | '$body'
}

/** Words that replace those of the refused request; null means the default. */
export type MendedTemplate = { readonly [Word in keyof SendTemplate]?: SendTemplate[Word] | null }

export interface WalkTemplate {
  readonly operation: Role
  readonly query?: Readonly<Record<string, unknown>>
  /** The way to the next page: the link of the page, or the next page number. */
  readonly by: 'next' | 'number'
}

/** A place of a payload and its new value; `$secret` draws a secret in the form of that property. */
export interface Change {
  readonly at: string
  readonly to: unknown
}

/** A drawn body of a move: of which mode, and of which key. */
export type DrawnBody = { readonly [Mode in Forall['mode']]?: string }

/** A payload of a key, optionally changed; a drawn body of a move; a JSON value; or text or bytes, sent unchanged. */
export type BodyTemplate =
  | {
      readonly payload: string
      readonly of: string
      readonly set?: Change | readonly Change[]
      readonly drop?: string | readonly string[]
    }
  | DrawnBody
  | { readonly json: unknown }
  | { readonly raw: string }
  | { readonly base64: string }
