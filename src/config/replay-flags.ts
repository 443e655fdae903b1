import { shellWord } from '../source/shell-word.ts'

/** The settings of a run that its replay commands repeat. No flag holds credentials. */
export interface Replayed {
  readonly config?: string
  readonly target?: string
  readonly groupId?: string | readonly string[]
  readonly contract?: string
  readonly asOf?: string
  readonly suites?: readonly string[]
  readonly insecure?: boolean
  readonly start?: string
  readonly wait?: string
  readonly concurrency?: boolean
}

/** The flags of a replay command, each after a space: target, groups, contract and suites. */
export function replayFlags({
  groupId,
  asOf,
  config,
  target,
  contract,
  suites,
  start,
  wait,
  insecure,
  concurrency,
}: Replayed): string {
  return flagsText({
    config,
    target,
    'group-id': groupId,
    contract,
    'as-of': asOf,
    suites,
    start,
    wait,
    insecure,
    concurrency,
  })
}

/** Flags as text, each after a space. A list repeats its flag. */
export function flagsText(flags: Readonly<Record<string, string | readonly string[] | boolean | undefined>>): string {
  return Object.entries(flags)
    .flatMap(([flag, value]) => {
      if (value === undefined || value === false) return []
      return value === true ? [` --${flag}`] : [value].flat().map((item) => ` --${flag} ${shellWord(item)}`)
    })
    .join('')
}
