import { UserError } from '../../source/mistake.ts'
import type { ProveFlags } from '../flags/flags.ts'
import { selectsServers } from '../flags/selects-servers.ts'

/**
 * Checks that the other flags are compatible with `--update`.
 * @throws UserError if they are not.
 */
export function checkUpdate({ update, full, ...flags }: ProveFlags): void {
  if (update !== true) return
  const isCases = flags.case !== undefined
  if (full === true && (selectsServers(flags) || isCases))
    throw new UserError('--full --update takes neither --fault, --server nor --case, because it updates all records')
  if (flags.server !== undefined)
    throw new UserError('--update takes no --server; use --full --update to record the servers without a fault')
  if (isCases && flags.fault !== undefined)
    throw new UserError('--update takes --case or --fault, not both; drop one of them')
}
