import type { Contract } from '../contract/contract.ts'
import { lacksPart } from '../contract/optional-parts.ts'
import { schemeOf } from '../http/auth/find-scheme.ts'
import type { Credentials } from '../http/auth/schemes.ts'
import { UserError } from '../source/mistake.ts'
import type { Principal } from '../suite/suite.ts'
import type { Config } from './config.ts'
import { placed } from './placed.ts'

/**
 * Checks that the contract has a token endpoint where a principal needs one.
 * @throws UserError that names the first such principal.
 */
export function checkCredentials(
  principals: Readonly<Partial<Record<string, Credentials>>>,
  { credentials: endpoint }: Contract,
  config?: Pick<Config, 'principals' | 'locate'>,
): void {
  if (endpoint !== undefined) return
  for (const [name, credentials] of Object.entries(principals)) {
    const scheme = credentials && schemeOf(credentials).scheme
    if (scheme?.asksForTokens !== true) continue
    const message = lacksPart(`principals.${name}.${scheme.name} in the configuration`, 'credentials')
    const isOfFile = config?.principals[name as Principal] === credentials
    throw placed(new UserError(message), isOfFile ? config?.locate?.(['principals', name, scheme.name]) : undefined)
  }
}
