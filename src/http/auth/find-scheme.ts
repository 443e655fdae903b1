import { UserError } from '../../source/mistake.ts'
import type { AuthScheme, SchemeSender } from './auth-scheme.ts'
import { type Credentials, type SchemeNeed, SCHEMES, type SchemeSenderName } from './schemes.ts'

/** A scheme that accepts credentials after a check of their scheme. */
export type AnyAuthScheme = AuthScheme<unknown>

// The schema of the configuration has checked the credentials, so only this place widens the types.
export const ALL_SCHEMES = SCHEMES.map((scheme) => scheme as unknown as AnyAuthScheme)

export const SCHEME_NEEDS = ALL_SCHEMES.flatMap(({ need }) => need ?? []) as readonly SchemeNeed[]

/** The properties of the credentials that the environment may set, by scheme. */
export const ENVIRONMENT_ROLES = Object.fromEntries(
  ALL_SCHEMES.flatMap(({ name, environment }) => (environment === undefined ? [] : [[name, environment]])),
) as Readonly<Record<string, readonly string[]>>

export const SCHEME_SENDERS = Object.fromEntries(
  ALL_SCHEMES.flatMap((scheme) =>
    Object.entries(scheme.senders ?? {}).map(([name, sender]) => [name, { scheme, sender }]),
  ),
) as Readonly<Record<SchemeSenderName, { readonly scheme: AnyAuthScheme; readonly sender: SchemeSender<unknown> }>>

/**
 * Returns the scheme of these credentials, and the credentials under its name.
 * @throws UserError for credentials without a known scheme.
 */
export function schemeOf(credentials: Credentials): { readonly scheme: AnyAuthScheme; readonly own: unknown } {
  const scheme = ALL_SCHEMES.find(({ name }) => Object.hasOwn(credentials, name))
  if (scheme === undefined)
    throw new UserError(`credentials are one of ${ALL_SCHEMES.map(({ name }) => name).join(', ')}`)
  return { scheme, own: ownOf(scheme, credentials) }
}

/** The credentials under the name of a scheme; undefined for credentials of another scheme. */
export function ownOf({ name }: AnyAuthScheme, credentials: Credentials | undefined): unknown {
  return Object.entries(credentials ?? {}).find(([key]) => key === name)?.[1]
}

/** Says why requests of a principal with these credentials go out one after another; undefined if they go out side by side. */
export function orderedBy(credentials: object | undefined): string | undefined {
  return ALL_SCHEMES.find(({ name }) => Object.hasOwn(credentials ?? {}, name))?.ordered
}
