/** A tool at one fault. */
export interface Outcome {
  readonly tool: string
  readonly fault: string
  readonly found: boolean
  /** The requests that arrived until the first failure was known; of a fault that was not found, all. */
  readonly requests: number
  readonly seconds: number
  /** The operation and check, or the case, that found the fault. */
  readonly by?: string
}
