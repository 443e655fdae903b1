import type { AuthOptions, Authenticator } from './authenticator.ts'
import type { CredentialPlace } from '../credential-place.ts'

/**
 * An authentication scheme. The rest of the code knows schemes only through the list in `schemes.ts`. The list yields the schema of
 * the configuration, the `needs` and senders of cases, the environment variables and the authenticators.
 */
export interface AuthScheme<Own = never> {
  /** The key of the credentials under `principals.<who>`. */
  readonly name: string
  /** The JSON Schema of the credentials under that key. */
  readonly schema: object
  /** Creates the authenticator of one principal, once per run. */
  readonly create: (own: Own, context: AuthContext) => Authenticator
  /** Credentials of the same form with a secret that was never issued. By default, a bearer token replaces the credentials. */
  readonly wrong?: (own: Own, secret: string) => Own
  /** Set for a scheme that gets its proof from the contract's token endpoint. */
  readonly asksForTokens?: true
  /** The headers that carry the proof. */
  readonly shown: (own: Own) => ShownCredentials
  /** The parts of a request that carry the credentials. Default: the headers of `shown`. */
  readonly places?: (own: Own) => readonly CredentialPlace[]
  /** True if the value of such a header is the proof that an alteration changes. Default: each value is. */
  readonly isProof?: (value: string) => boolean
  /**
   * The reason why requests of such a principal go out one after another, such as `logs in by digest`. They do so until the target has
   * taken several at once. By default they go out side by side.
   */
  readonly ordered?: string
  /** The word by which the `needs` of a case ask for this scheme, of the owner or the reader. By default no case can. */
  readonly need?: string
  /** The properties of the credentials that environment variables may set, all or none. The contract names the variables. */
  readonly environment?: readonly string[]
  /** Senders that only this scheme makes possible, by their word for `as`. */
  readonly senders?: Readonly<Record<string, SchemeSender<Own>>>
}

/** A sender with the credentials of the owner and a wrong or unusual proof. */
export interface SchemeSender<Own = never> {
  /** The description of the sender, for use after "as". */
  readonly explain: string
  readonly create: (own: Own, context: AuthContext) => Authenticator
}

/** Each header with the placeholder that evidence shows in place of its value. */
export type ShownCredentials = readonly (readonly [name: string, placeholder: string])[]

/** The data of the run and the target that an authenticator uses. */
export interface AuthContext extends AuthOptions {
  /** The path of the token endpoint in the contract, without the base path of the target; empty for no such endpoint. */
  readonly tokenPath: string
  /** The base path of the target, such as `/base`; may be empty. */
  readonly basePath: string
  /** Milliseconds since the epoch. Default: Date.now. */
  readonly now?: () => number
}
