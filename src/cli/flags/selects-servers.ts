import type { ProveFlags } from './flags.ts'

/** True where the flags select only some of the servers. */
export function selectsServers({ fault, server }: Pick<ProveFlags, 'fault' | 'server'>): boolean {
  return fault !== undefined || server !== undefined
}
