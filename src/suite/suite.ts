import type { Invariant } from '../judge/invariant.ts'
import type { Requirement, Role } from '../contract/contract.ts'
import type { Condition } from '../judge/reading/condition.ts'
import type { Expectation } from '../judge/judge.ts'
import type { Location, Mistake } from '../source/mistake.ts'
import { SCHEME_NEEDS, SCHEME_SENDERS } from '../http/auth/find-scheme.ts'
import type { SchemeSenderName } from '../http/auth/schemes.ts'

/** One suite file: cases and invariants about one part of the contract. */
export interface Suite {
  readonly name: string
  readonly about: string
  readonly file: string
  /** What works, and is better said in another way; each with its place. */
  readonly hints: readonly Mistake[]
  readonly cases: readonly CaseTemplate[]
  readonly retired: readonly RetiredCase[]
  readonly invariants: readonly Invariant[]
  /** Requirements that the suite states beside those of the contract. */
  readonly requirements: readonly Requirement[]
}

/** A case that is given up. Its id stays, and stands for the successor. */
export interface RetiredCase {
  readonly id: string
  readonly reason: string
  /** The id of the case that checks the same now. */
  readonly successor: string
  readonly location: Location
}

/** A case as it is written: one thing fired, or a product and table of them. */
export interface CaseTemplate {
  readonly id: string
  readonly title: string
  readonly about?: string
  readonly needs: readonly Need[]
  /** A product: each column with its values. */
  readonly each: Readonly<Record<string, readonly unknown[] | string>>
  /** A table; a column `name` gives the row its id. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** Whether the table stands before the product in the file: an id lists the columns in that order. */
  readonly tableFirst: boolean
  readonly given: Given
  /** What is drawn, again and again, in place of `$body`, `$property`, `$query` or `$path`. */
  readonly forall?: Forall
  readonly steps: readonly StepTemplate[]
  readonly location: Location
}

/** A property: its case is to hold for every value of this kind. A column may stand in each text. */
export interface Forall {
  /** What is drawn, and the name by which the case refers to it. */
  readonly part: DrawnPart
  /**
   * `valid`; `invalid`, at each place in turn; `tricky`: valid, with text that servers mangle; or `malformed`: valid, and no JSON as it is
   * written.
   */
  readonly mode: 'valid' | 'invalid' | 'tricky' | 'malformed'
  /** The key whose body it is, the pointer of a property, or the name of a parameter. */
  readonly subject: string
  /** Of a property: the key whose body has it. */
  readonly of?: string
  /** Whether the secrets of a valid body have the form of real ones, or any that the schema allows. */
  readonly secrets?: 'realistic' | 'any'
}

export type DrawnPart = 'body' | 'property' | 'query' | 'path'

export const PRINCIPALS = ['owner', 'reader', 'stranger'] as const

export type Principal = (typeof PRINCIPALS)[number]

/** What the target or the configuration must offer, or the case is skipped. The word of an auth scheme: an owner with that scheme. */
export const NEEDS = [
  'credentials',
  ...SCHEME_NEEDS,
  'otherGroup',
  'emptyGroup',
  'principal.owner',
  'principal.reader',
  'principal.stranger',
] as const

export type Need = (typeof NEEDS)[number]

/**
 * As whom a request is sent: a principal, nobody, or somebody with the owner's credentials and something wrong about them. `wrong`:
 * ones that nobody issued. Of the proof, `altered`: a character is changed, `last-char-changed`: the last one, `shortened`: the second half is
 * missing, `lengthened`: something follows it, `case-flipped`: its letters are in the other case. The auth schemes add senders of their own.
 */
export const SENDERS = [
  ...PRINCIPALS,
  'nobody',
  'wrong',
  'altered',
  'last-char-changed',
  'shortened',
  'lengthened',
  'case-flipped',
  ...(Object.keys(SCHEME_SENDERS) as SchemeSenderName[]),
] as const

export type Sender = (typeof SENDERS)[number]

/** What must be there before the case: keys, in the lane's group or in the other one. */
export interface Given {
  readonly absent: readonly string[]
  readonly configured: readonly string[]
  /** Which payload a configured key is created with. */
  readonly payload: string
  /** Keys of which one is created where the group would else be empty but for the case's own. */
  readonly beside: readonly string[]
  /** Keys that must be absent from the other group. */
  readonly otherAbsent: readonly string[]
}

export interface StepTemplate {
  readonly send?: SendTemplate
  readonly walk?: WalkTemplate
  /** Only where the step branches off another: which answers lead here. */
  readonly when?: Condition
  readonly expect: readonly Expectation[]
  /** Where nothing is drawn invalid: how the twin of a refused request differs from it. */
  readonly mended?: MendedTemplate
  /** Of the same request with what is wrong in it mended: without it a refusal proves nothing. */
  readonly twin: readonly Expectation[]
  /** Values of the answer by name: a pointer into its document, or `text` for the body as it came. */
  readonly save: Readonly<Record<string, string>>
  /** The first branch whose condition holds follows. */
  readonly then: readonly StepTemplate[]
  readonly location: Location
}

export interface SendTemplate {
  /** A role on the resource, or the endpoint that issues tokens. */
  readonly operation: Role | 'token'
  readonly key?: string
  /** The group: the lane's own, `other`, `unknown`, or a text put in its place. */
  readonly scope?: string
  /** A sender under its name of today, or a former one. */
  readonly as?: string
  /** Where the request is to differ from the operation's. */
  readonly method?: string
  /** `$query` is the parameter that `forall` draws. */
  readonly query?: Readonly<Record<string, unknown>> | '$query'
  /** A raw query string in place of `query`. */
  readonly rawQuery?: string
  /** A header that is null is left out. */
  readonly headers?: Readonly<Record<string, unknown>>
  /** `$body` is what `forall` draws. */
  readonly body?: BodyTemplate | '$body'
}

/** Words of a request that replace those of the refused one; null takes the default. */
export type MendedTemplate = { readonly [Word in keyof SendTemplate]?: SendTemplate[Word] | null }

export interface WalkTemplate {
  readonly operation: Role
  readonly query?: Readonly<Record<string, unknown>>
  /** By the links of the pages, or by counting the page number up. */
  readonly by: 'next' | 'number'
}

/** A place of a payload and what it holds instead; `$secret` draws a secret of that property's form. */
export interface Change {
  readonly at: string
  readonly to: unknown
}

/** A payload of a key, changed or not; a JSON value; or text or bytes as they are. */
export type BodyTemplate =
  | {
      readonly payload: string
      readonly of: string
      readonly set?: Change | readonly Change[]
      readonly drop?: string | readonly string[]
    }
  | { readonly json: unknown }
  | { readonly raw: string }
  | { readonly base64: string }
