/** An answer to a request of the clean-up. */
export interface CleanUpAnswer {
  readonly status: number
  readonly json: unknown
  readonly header: (name: string) => string | undefined
}

/** A request of the clean-up. */
export interface CleanUpRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** JSON in this media type. */
  readonly body?: { readonly media: string; readonly value: unknown }
}

/** Sends a request of the clean-up. Undefined without an answer. */
export type Asking = (request: CleanUpRequest) => Promise<CleanUpAnswer | undefined>
