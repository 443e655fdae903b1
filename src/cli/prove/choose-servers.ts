import { globbed } from '../../prove/glob.ts'
import type { KnownServer } from '../../prove/known-server.ts'
import { UserError } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'
import { calledAs } from '../shell/called-as.ts'
import { faultsNamed } from './faults-named.ts'
import type { ProveFlags } from '../flags/flags.ts'
import { selectsServers } from '../flags/selects-servers.ts'
import { KNOWN_SERVERS } from './known-servers.ts'

/**
 * The servers that the flags select, in their usual order.
 * @throws UserError where a pattern matches no server.
 */
export function chooseServers(flags: ProveFlags, servers = KNOWN_SERVERS): readonly KnownServer[] {
  if (!selectsServers(flags)) return servers
  const chosen = new Set([
    ...(flags.server ?? []).flatMap((pattern) => serversLike(pattern, servers)),
    ...(flags.fault ?? []).flatMap((pattern) => faultsLike(pattern, servers)),
  ])
  return servers.filter(({ id }) => chosen.has(id))
}

function serversLike(pattern: string, servers: readonly KnownServer[]): readonly string[] {
  const known = idsOf(servers.filter(({ kind }) => kind !== 'fault'))
  return someOf(known.filter(globbed(pattern)), { what: 'server', pattern, known })
}

function faultsLike(pattern: string, servers: readonly KnownServer[]): readonly string[] {
  const known = idsOf(servers.filter(({ kind }) => kind === 'fault'))
  const found = known.filter(globbed(pattern))
  // Only the faults of the first contract have former names.
  const former = found.length > 0 || servers !== KNOWN_SERVERS ? [] : idsOf(faultsNamed(globbed(pattern)))
  return someOf([...found, ...former], { what: 'fault', pattern, known })
}

interface Asked {
  readonly what: string
  readonly pattern: string
  readonly known: readonly string[]
}

function someOf(found: readonly string[], { what, pattern, known }: Asked): readonly string[] {
  if (found.length > 0) return found
  const hint = suggestion(pattern, known)
  throw new UserError(
    `"${pattern}" matches no ${what}${hint === '' ? `; \`${calledAs()} prove --list\` lists the ids` : hint}`,
  )
}

function idsOf(named: readonly { readonly id: string }[]): readonly string[] {
  return named.map(({ id }) => id)
}

/** Prints a line for each server. */
export function listServers(servers: readonly KnownServer[]): number {
  const width = Math.max(...servers.map(({ id }) => id.length))
  const line = ({ id, about, violates, kind }: KnownServer): string =>
    `${id.padEnd(width)}  ${about} (${violates ?? KIND_NAMES[kind]})\n`
  process.stdout.write(servers.map(line).join(''))
  return 0
}

const KIND_NAMES = {
  reference: 'the reference',
  variant: 'a variant',
  null: 'a null server',
  fault: 'a fault',
} as const
