import { plainText } from '../../../reporters/text/plain-text.ts'

/** The outcome of one entry of a ledger. */
export interface EntryOutcome {
  /** The member, such as its key and group, or its path. */
  readonly entry: string
  /**
   * `restored`: what stands once is as it was before the run. `unchanged`: it was so already. `foreign`: the member is not from the run.
   * `unclear`: the answers do not show whether it is gone.
   */
  readonly outcome: 'removed' | 'restored' | 'unchanged' | 'absent' | 'foreign' | 'unclear'
  readonly reason?: string | undefined
}

/** The line about one entry of a ledger. */
export function entryLine({ entry, outcome, reason = '' }: EntryOutcome, dryRun: boolean): string {
  const name = plainText(entry)
  switch (outcome) {
    case 'removed':
      return `${dryRun ? 'would remove' : 'removed'}  ${name}`
    case 'restored':
      return `${dryRun ? 'would restore' : 'restored'} ${name}`
    case 'unchanged':
      return `kept     ${name}: it shows its first state`
    case 'absent':
      return `absent   ${name}: not on the target`
    case 'foreign':
      return `kept     ${name}: the current configuration is not from the run`
    case 'unclear':
      return `unclear  ${name}: ${plainText(reason)}`
  }
}

/** The line about a damaged line of a ledger, whose place is `file:line`. */
export function damagedText(place: string): string {
  return `unclear  ${plainText(place)}: the line is damaged, and may have noted a member of the run; look for such a member on the target, and delete it`
}

/** The state of a ledger after a clean-up. */
export interface CleanedLedger {
  readonly file: string
  /** The count of unclear entries. */
  readonly unclear: number
  /** The count of damaged lines. */
  readonly damaged?: number
  /** True if each entry was worked through. */
  readonly complete: boolean
  readonly dryRun: boolean
  /** True where a second clean-up may find no more than the first: the user has to look. */
  readonly byHand?: boolean
}

/** The last line of a clean-up. */
export function cleanupConclusion(state: CleanedLedger): string {
  const { file, unclear, damaged = 0, complete, dryRun, byHand = false } = state
  if (dryRun) return 'nothing is removed with --dry-run'
  if (unclear === 0 && damaged > 0 && complete)
    return `${damaged} unclear; the ledger ${file} is kept: delete it when no member of the run is left`
  if (unclear === 0 && complete) return `nothing of the run is left on the target; the ledger ${file} is deleted`
  const again = `the ledger ${file} is kept: run the command again`
  if (!complete) return `interrupted; ${again}`
  return `${unclear + damaged} unclear; ${again}${byHand ? ', or remove by hand what is of the run, then delete the file' : ''}`
}
