/** The credentials of a service account for the OAuth 2.0 client credentials grant. */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}
