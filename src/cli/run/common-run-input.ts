import type { Settings } from '../../config/settings.ts'
import type { RunBaseline, RunPlan } from '../../run/session/run-plan.ts'
import type { Secrets } from '../../secrets/secrets.ts'
import type { RunFlags } from '../flags/flags.ts'
import { progressEvery } from '../report/pass-on.ts'
import type { Reports } from '../report/reports.ts'
import { calledAs } from '../shell/called-as.ts'
import type { StartedServer } from '../target/start-server.ts'

/** What a command has for any run, of cases or of laws. */
export interface Running {
  readonly flags: Pick<RunFlags, 'level' | 'bail' | 'runs' | 'verbose'>
  readonly reports: Reports
  readonly secrets: Secrets
  readonly signal: AbortSignal
  /** The server that was started for the run, or for which it has waited. */
  readonly server: Pick<StartedServer, 'unready' | 'outputIn'>
  readonly onHint: (hint: string) => void
  readonly baseline: RunBaseline | undefined
}

type CommonInput = Pick<
  RunPlan,
  | 'principals'
  | 'level'
  | 'baseline'
  | 'bail'
  | 'runs'
  | 'rate'
  | 'budget'
  | 'verbose'
  | 'command'
  | 'signal'
  | 'progressEvery'
  | 'secrets'
  | 'onHint'
  | 'outputIn'
>

/** The inputs that runs of cases and runs of laws share. `--bail` without a number is one failed case. */
export function commonRunInput(
  { flags, reports, secrets, signal, server, onHint, baseline }: Running,
  { principals, rate, budget }: Pick<Settings, 'principals' | 'rate' | 'budget'>,
): CommonInput {
  const { level, bail, runs, verbose } = flags
  return {
    principals,
    level,
    baseline,
    ...(bail === undefined ? {} : { bail: bail === true ? 1 : Number(bail) }),
    ...(runs === undefined ? {} : { runs: Number(runs) }),
    ...(rate === undefined ? {} : { rate }),
    ...(budget === undefined ? {} : { budget }),
    verbose: verbose === true,
    command: calledAs(),
    signal,
    progressEvery: progressEvery(reports),
    secrets,
    onHint,
    outputIn: server.outputIn,
  }
}
