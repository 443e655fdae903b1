import type { Command } from 'commander'

/**
 * Refuses an option beside its negation, which has the same name in commander: the later of both would count, and no sentence would tell.
 * The words are those of commander for options that exclude each other.
 */
export function refuseNegated(command: Command, option: string): Command {
  const given = new Set<string>()
  const negation = `no-${option}`
  for (const one of [option, negation]) command.on(`option:${one}`, () => given.add(one))
  return command.hook('preAction', () => {
    if (given.size === 2) command.error(`error: option '--${option}' cannot be used with option '--${negation}'`)
  })
}
