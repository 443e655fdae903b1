import { nameOf } from '../../group/ledger-name.ts'
import { UserError } from '../../source/mistake.ts'

/**
 * Returns the target that the user names, if it is the one of a ledger. `again`: the command that names the target of the ledger.
 * @throws UserError where the user names none or another one: credentials go to no other server.
 */
export function confirmLedgerTarget(target: URL | undefined, ledger: { readonly target: string }, again: string): URL {
  if (target === undefined)
    throw new UserError(`the ledger is for ${ledger.target}; name the target to confirm: ${again}`)
  if (nameOf(target) !== ledger.target)
    throw new UserError(
      `the ledger is for ${ledger.target}, not for ${nameOf(target)}; if both are the same service, run: ${again}`,
    )
  return target
}
