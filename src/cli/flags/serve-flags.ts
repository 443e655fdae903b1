import { loadMembers, loadServeConfig } from '../../config/load-serve-config.ts'
import { LATENCY, measured, PORT, REQUEST_LIMIT, SIZE } from '../../config/measures.ts'
import { EMPTY_SERVE_CONFIG, type ServeConfig } from '../../config/serve-config.ts'

/** The flags of `conform serve`. No flag holds credentials. */
export interface ServeFlags {
  readonly config?: string
  readonly port?: string
  readonly host?: string
  readonly groupId?: readonly string[]
  readonly members?: string
  readonly latency?: string
  readonly rateLimit?: string
  readonly maxBody?: string
  readonly fault?: readonly string[]
  readonly variant?: readonly string[]
}

/**
 * Merges the flags with the configuration file. A flag replaces the key of the file.
 * @throws UserError for a wrong value, and for the mistakes of a file.
 */
export function decideServeConfig(flags: ServeFlags): ServeConfig {
  const { config: file, groupId, host, members, fault, variant } = flags
  const config = file === undefined ? EMPTY_SERVE_CONFIG : loadServeConfig(file, process.env)
  return {
    ...config,
    ...given('port', measured('--port', flags.port, PORT)),
    ...given('latency', measured('--latency', flags.latency, LATENCY)),
    ...given('rateLimit', measured('--rate-limit', flags.rateLimit, REQUEST_LIMIT)),
    ...given('maxBody', measured('--max-body', flags.maxBody, SIZE)),
    ...given('host', host),
    ...given('groups', groupId),
    ...given('members', members === undefined ? undefined : loadMembers(members, process.env)),
    ...given('faults', fault),
    ...given('variants', variant),
  }
}

function given<K extends keyof ServeConfig>(
  key: K,
  value: ServeConfig[K] | undefined,
): Partial<Pick<ServeConfig, K>> | Record<string, never> {
  return value === undefined ? {} : ({ [key]: value } as unknown as Pick<ServeConfig, K>)
}
