import { existsSync } from 'node:fs'
import { placed, placeOfKey } from '../../config/placed.ts'
import type { RunBaseline } from '../../run/session/run-plan.ts'
import { UserError } from '../../source/mistake.ts'
import { calledAs } from '../shell/called-as.ts'
import type { RunFlags } from '../flags/flags.ts'
import { type AnyPlan, contractOfBaseline } from '../plan/plan-any.ts'

/**
 * The baseline of a run: the file of the flag, or of the configuration. Undefined where neither names a file.
 * @throws UserError for a file that cannot be read or has mistakes, or for `--baseline-lenient` without a baseline.
 */
export async function baselineOfRun(
  planned: AnyPlan,
  { baseline, baselineLenient }: Pick<RunFlags, 'baseline' | 'baselineLenient'>,
): Promise<RunBaseline | undefined> {
  const { config, allIds } = planned
  const file = baseline === false ? undefined : (baseline ?? config.baseline)
  const lenient = baselineLenient === true
  if (file !== undefined) {
    if (!existsSync(file)) {
      const message = `there is no baseline ${file}; \`${calledAs()} baseline REPORT --baseline ${file}\` writes it`
      throw placed(new UserError(message), placeOfKey('baseline', { baseline }, config))
    }
    // A dynamic import keeps a run without a baseline fast.
    const { loadBaseline } = await import('../../config/load-baseline.ts')
    return { ...loadBaseline(file, await contractOfBaseline(planned)), lenient, planned: allIds }
  }
  if (!lenient) return undefined
  throw new UserError(
    '--baseline-lenient needs a baseline; name a file with --baseline FILE, or with baseline in the configuration',
  )
}
