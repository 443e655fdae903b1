/** An API under test: a document, and servers that are started anew for each run. */
export interface Subject {
  readonly name: string
  /** The file of the OpenAPI document. */
  readonly document: string
  /** Credentials, as a configuration of conform has them. */
  readonly principals: Readonly<Record<string, object>>
  /** The headers or the login of the owner, as options of Schemathesis. */
  readonly guestOptions: readonly string[]
  /** Values of path parameters above the resources. */
  readonly scopes: Readonly<Record<string, string>>
  readonly otherScopes?: Readonly<Record<string, string>>
  /** The path of the API on its server. */
  readonly basePath?: string
  /** Resources that a run may write. */
  readonly write: readonly string[]
  /** Faults of the API by id. */
  readonly faults: readonly string[]
  /** Servers that conform to the same document: a tool that finds a fault in one of them is wrong. */
  readonly variants: readonly string[]
  /** Starts the server, with a fault or a variant. */
  readonly start: (deviation?: string) => Promise<RunningSubject>
}

export interface RunningSubject {
  readonly url: string
  /** The number of members on the server. */
  readonly held: () => Promise<number>
  readonly close: () => Promise<void>
}
