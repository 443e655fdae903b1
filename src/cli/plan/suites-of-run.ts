import type { Config } from '../../config/config.ts'
import { checkAt } from '../../config/placed.ts'
import type { SuiteFlags } from '../flags/flags.ts'

/**
 * The paths of suites that the flags name, else those of the configuration. Undefined where neither names any.
 * @throws UserError, with its place, for a path of the configuration that cannot be read or has no suite.
 */
export async function suitesOfRun(
  { suites }: Pick<SuiteFlags, 'suites'>,
  config: Config,
): Promise<readonly string[] | undefined> {
  if (suites !== undefined || config.suites === undefined) return suites
  const { filesIn } = await import('../../suite/load-suites.ts')
  for (const [index, path] of config.suites.entries()) checkAt(config.locate?.(['suites', index]), () => filesIn(path))
  return config.suites
}
