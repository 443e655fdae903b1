import type { AuthOptions, Override, ReferenceOptions, Role } from '../../../fixtures/reference/reference.ts'
import type { Latency, ServeConfig } from '../../config/serve-config.ts'
import type { Credentials } from '../../http/auth/schemes.ts'
import { PRINCIPALS, type Principal } from '../../suite/suite.ts'

/** The options of the reference server for a configuration, without faults and variants. */
export function mockOptions(config: ServeConfig): ReferenceOptions {
  const { groups, basePath, maxBody, rateLimit, latency } = config
  const auth = authOf(config)
  return {
    ...(groups.length === 0 ? {} : { groups }),
    ...(auth === undefined ? {} : { auth }),
    ...(basePath === undefined ? {} : { basePath }),
    ...(maxBody === undefined ? {} : { maxBodyBytes: maxBody }),
    ...(rateLimit === undefined
      ? {}
      : { rateLimit: { capacity: rateLimit.requests, refill: rateLimit.requests, seconds: rateLimit.seconds } }),
    ...(latency === undefined ? {} : { overrides: delayed(latency) }),
  }
}

/** The principals with their schemes, such as `owner (digest, oauth2), reader (bearer)`. */
export function principalsText({ principals }: Pick<ServeConfig, 'principals'>): string {
  const named = PRINCIPALS.filter((name) => principals[name] !== undefined)
  if (named.length === 0) return 'no credentials are asked for'
  return named
    .map((name) => `${name} (${(principals[name] ?? []).flatMap((one) => Object.keys(one)).join(', ')})`)
    .join(', ')
}

const ROLES: Readonly<Record<Principal, Role>> = { owner: 'owner', reader: 'reader', stranger: 'none' }

function authOf(config: ServeConfig): AuthOptions | undefined {
  const { principals, digestAlgorithms, nonceTime, tokenTime } = config
  const all = PRINCIPALS.flatMap((name) => (principals[name] ?? []).map((one) => accountOf(one, ROLES[name])))
  if (all.length === 0) return undefined
  return {
    users: all.flatMap(({ users = [] }) => users),
    serviceAccounts: all.flatMap(({ serviceAccounts = [] }) => serviceAccounts),
    bearerTokens: all.flatMap(({ bearerTokens = [] }) => bearerTokens),
    ...(digestAlgorithms === undefined ? {} : { digestAlgorithms }),
    ...(nonceTime === undefined ? {} : { nonceSeconds: nonceTime / 1000 }),
    ...(tokenTime === undefined ? {} : { tokenSeconds: tokenTime / 1000 }),
  }
}

function accountOf(credentials: Credentials, roles: Role): AuthOptions {
  if ('digest' in credentials) return { users: [{ ...credentials.digest, roles }] }
  if ('oauth2' in credentials) return { serviceAccounts: [{ ...credentials.oauth2, roles }] }
  if ('bearer' in credentials) return { bearerTokens: [{ token: credentials.bearer, roles }] }
  throw new Error('the schema allows no other credentials')
}

function delayed({ least, most }: Latency): Override {
  return (base) => ({
    answer: async (core, request) => {
      const milliseconds = least + Math.random() * (most - least)
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      return base.answer(core, request)
    },
  })
}
