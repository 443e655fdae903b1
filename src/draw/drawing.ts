import type { Contract } from '../contract/contract.ts'
import type { Validators } from '../contract/validators.ts'

/** What a property asks to be drawn. `key` names a kind of member of the collection, `at` points into its body. */
export type Drawing = ValueDrawing | TextDrawing

export type ValueDrawing =
  | {
      readonly part: 'body'
      readonly mode: Mode
      readonly key: string
      /** `any` draws short secrets and long ones too; in the other modes than `valid` secrets are realistic all the same. */
      readonly secrets: 'realistic' | 'any'
    }
  | { readonly part: 'property'; readonly mode: Exclude<Mode, 'malformed'>; readonly key: string; readonly at: string }

export interface TextDrawing {
  readonly part: 'query' | 'path'
  readonly mode: 'valid' | 'invalid'
  readonly parameter: string
}

/**
 * `tricky` values are valid, and their texts are of the kind that servers mangle. `malformed` bodies are valid ones that are no JSON as
 * they are written.
 */
export type Mode = 'valid' | 'invalid' | 'tricky' | 'malformed'

/** What is drawn by. */
export interface DrawingContext {
  readonly contract: Contract
  /** Of that very contract. */
  readonly validators: Validators
  /** Equal seeds give equal examples. */
  readonly seed: string
}
