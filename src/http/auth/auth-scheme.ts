import type { AuthOptions, Authenticator } from './authenticator.ts'

/**
 * One way in which a principal proves who it is. The list in `schemes.ts` is all that the rest of the code knows of schemes: the
 * schema of the configuration, the `needs` and senders of cases, the environment and the authenticators come from it.
 */
export interface AuthScheme<Own = never> {
  /** The key of the credentials under `principals.<who>`. */
  readonly name: string
  /** The JSON Schema of the credentials under that key. */
  readonly schema: object
  /** The authenticator of one principal, made once a run. */
  readonly create: (own: Own, context: AuthContext) => Authenticator
  /** Credentials of the same form that nobody issued. By default a bearer token stands for them. */
  readonly wrong?: (own: Own) => Own
  /** Set for a scheme that gets its proof from the contract's token endpoint. */
  readonly asksForTokens?: true
  /** The headers that carry the proof. */
  readonly shown: (own: Own) => ShownCredentials
  /** Whether the value of such a header is the proof, which an alteration changes. By default each value is. */
  readonly isProof?: (value: string) => boolean
  /** The word by which the `needs` of a case ask for an owner with this scheme. By default no case can. */
  readonly need?: string
  /** Which properties of the credentials the environment may give: all or none. The contract names the variables. */
  readonly environment?: readonly string[]
  /** Senders that only this scheme of the owner makes possible, by their word for `as`. */
  readonly senders?: Readonly<Record<string, SchemeSender<Own>>>
}

/** A sender with the owner's credentials, and one thing wrong or special about the proof. */
export interface SchemeSender<Own = never> {
  /** The sender in plain English, to follow "as". */
  readonly explain: string
  readonly create: (own: Own, context: AuthContext) => Authenticator
}

/** Each header with the placeholder that evidence shows in place of its value. */
export type ShownCredentials = readonly (readonly [name: string, placeholder: string])[]

/** What an authenticator may know of the run and the target. */
export interface AuthContext extends AuthOptions {
  /** Where the contract has its tokens issued: a path, before the target's own base path is put in front. Empty for no such path. */
  readonly tokenPath: string
  /** What the target puts in front of every path, as `/base`; empty where it puts nothing. */
  readonly basePath: string
  /** Milliseconds since the epoch; default Date.now. */
  readonly now?: () => number
}
