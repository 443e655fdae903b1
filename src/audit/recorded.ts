type Header = readonly [name: string, value: string]

/** A request and its answer, as a recording holds them. */
export interface Recorded {
  /** The place in the file, as mistakes and reports name it. Lines and columns count from 1. */
  readonly place: { readonly line: number; readonly column: number }
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly Header[]
    readonly body?: string
  }
  /** Undefined without an answer. */
  readonly response?: {
    readonly status: number
    readonly headers: readonly Header[]
    /** Undefined where the answer had a body that was not recorded. */
    readonly body: Uint8Array | undefined
  }
  /** Milliseconds since 1970. */
  readonly startedAt?: number
  readonly durationMs: number
}

/** The path of a part in a document that is not as a recording should be, and what is wrong there. */
export interface Flaw {
  readonly path: readonly string[]
  readonly problem: string
}

/** A recorded exchange, or the first flaw of its part of the file. */
export type ReadExchange = Omit<Recorded, 'place'> | Flaw
