/** How a principal proves who it is. */
export type Credentials =
  | { readonly bearer: string }
  | { readonly digest: DigestCredentials }
  | { readonly oauth2: ClientCredentials }
  | { readonly headers: Readonly<Record<string, string>> }

export interface DigestCredentials {
  readonly username: string
  readonly password: string
}

/** Of a service account, for the OAuth 2.0 client credentials grant. */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}
