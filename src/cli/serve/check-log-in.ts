import type { LogIn } from '../../../fixtures/scene.ts'
import { placed } from '../../config/placed.ts'
import type { ServeConfig } from '../../config/serve-config.ts'
import { type Location, UserError } from '../../source/mistake.ts'

/** A fault or a variant, and the credentials without which it does not show. */
export interface Shown {
  readonly kind: 'fault' | 'variant'
  readonly id: string
  readonly logIn: 'any' | LogIn
  readonly at: Location | undefined
}

/** @throws UserError if the credentials of the mock cannot show the fault or variant. */
export function checkLogIn({ kind, id, logIn, at }: Shown, principals: ServeConfig['principals']): void {
  if (logIn === 'none') return
  const message = `the ${kind} "${id}" shows only where ${WHERE[logIn]} in the file of --config`
  if (!isShown(logIn, principals)) throw placed(new UserError(message), at)
}

function isShown(logIn: Shown['logIn'], principals: ServeConfig['principals']): boolean {
  if (logIn === 'any') return Object.keys(principals).length > 0
  const schemes = (principals.owner ?? []).flatMap((one) => Object.keys(one))
  return schemes.some((scheme) => SCHEMES[logIn].some((one) => one === scheme))
}

const SCHEMES = { none: [], bearer: ['bearer', 'oauth2'], digest: ['digest'], serviceAccount: ['oauth2'] } as const

const WHERE = {
  any: 'credentials are asked for; give principals',
  bearer: 'the owner has a bearer token; give principals.owner the credentials bearer or oauth2',
  digest: 'the owner logs in by digest; give principals.owner the credentials digest',
  serviceAccount: 'the owner has a service account; give principals.owner the credentials oauth2',
} as const
