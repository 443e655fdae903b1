import type { Contract } from '../contract/contract.ts'
import type { HistoryDrawing } from './history/history.ts'
import type { Mode } from './mode.ts'
import type { Validators } from '../contract/validators.ts'

/** The request of a property for values. `key` selects the variant, and `at` points into the body. */
export type Drawing = ValueDrawing | TextDrawing | HistoryDrawing

/** A request for bodies, or for values of a property of bodies. */
export type ValueDrawing =
  | {
      readonly part: 'body'
      readonly mode: Mode
      readonly key: string
      /** `any` also draws short and long secrets. Modes other than `valid` always use realistic secrets. */
      readonly secrets: 'realistic' | 'any'
      /** 1 for invalid bodies of updates. Mutations that are too many for each body differ between the turns. Default: 0. */
      readonly turn?: 1
    }
  | { readonly part: 'property'; readonly mode: Exclude<Mode, 'malformed'>; readonly key: string; readonly at: string }

/** A request for texts of a query or path parameter. */
export interface TextDrawing {
  readonly part: 'query' | 'path'
  readonly mode: 'valid' | 'invalid'
  readonly parameter: string
}

/** The contract and the seed of a draw. */
export interface DrawingContext {
  readonly contract: Contract
  /** The validators of `contract`. */
  readonly validators: Validators
  /** Equal seeds give equal examples. */
  readonly seed: string
}

/** True for a drawing whose equal values are each tried: a body or a history. A value outside a body, such as a flag, is tried once. */
export function triesRepeats({ part }: Pick<Drawing, 'part'>): boolean {
  return part === 'body' || part === 'history'
}
