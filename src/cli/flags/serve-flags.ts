import { loadMembers, loadServeConfig } from '../../config/load-serve-config.ts'
import { EMPTY_SERVE_CONFIG, type ServeConfig } from '../../config/serve-config.ts'
import { parseLatency, parsePort, parseRequestLimit, parseSize } from '../../config/units.ts'
import { UserError } from '../../source/mistake.ts'

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
    ...given('port', measured('--port', flags.port, { parse: parsePort, like: 'number up to 65535' })),
    ...given('latency', measured('--latency', flags.latency, { parse: parseLatency, like: LATENCY })),
    ...given('rateLimit', measured('--rate-limit', flags.rateLimit, { parse: parseRequestLimit, like: RATE })),
    ...given('maxBody', measured('--max-body', flags.maxBody, { parse: parseSize, like: 'size such as 1MB' })),
    ...given('host', host),
    ...given('groups', groupId),
    ...given('members', members === undefined ? undefined : loadMembers(members, process.env)),
    ...given('faults', fault),
    ...given('variants', variant),
  }
}

const LATENCY = 'time such as 200ms, or a range such as 50ms-300ms'
const RATE = 'rate such as 100/m'

function given<K extends keyof ServeConfig>(
  key: K,
  value: ServeConfig[K] | undefined,
): Partial<Pick<ServeConfig, K>> | Record<string, never> {
  return value === undefined ? {} : ({ [key]: value } as unknown as Pick<ServeConfig, K>)
}

interface Measuring<T> {
  readonly parse: (text: string) => T | undefined
  readonly like: string
}

function measured<T>(flag: string, text: string | undefined, { parse, like }: Measuring<T>): T | undefined {
  if (text === undefined) return undefined
  const value = parse(text)
  if (value === undefined) throw new UserError(`${flag} takes a ${like}, not "${text}"`)
  return value
}
