import type { Contract } from '../../contract/contract.ts'
import type { Validators } from '../../contract/validators.ts'
import type { KnownKills } from '../../plan/order/known-kill.ts'
import type { Baseline } from '../../report/baseline.ts'
import type { BudgetLimit } from '../../report/budget-report.ts'
import type { Ledger } from '../../group/ledger.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Portion } from '../../plan/order/portion.ts'
import type { PlannedShard } from '../../plan/order/shard.ts'
import type { Principal } from '../../suite/suite.ts'
import type { Finding } from '../../judge/judge.ts'
import type { Invariant } from '../../judge/invariant.ts'
import type { Credentials } from '../../http/auth/schemes.ts'
import type { Target } from '../../http/target.ts'
import type { Clock } from '../../send/clock.ts'
import type { Secrets } from '../../secrets/secrets.ts'
import type { OutputIn } from './output-in.ts'

/** The default count of requests that one lane sends side by side. */
export const DEFAULT_IN_FLIGHT = 8

/** A share of the values of each property: every `of`-th value, from index `part` on. */
export interface Share {
  readonly of: number
  readonly part: number
}

/** A baseline, and what is needed to tell which entries are out of date. */
export interface RunBaseline extends Baseline {
  /** True if entries that are out of date leave the verdict alone. */
  readonly lenient: boolean
  /** The ids of all cases of the suites, selected or not. */
  readonly planned: readonly string[]
}

/** All inputs of a run. */
export interface RunPlan {
  readonly contract: Contract
  readonly validators: Validators
  readonly cases: readonly PlannedCase[]
  /** The order of firing; results stay in the order of `cases`. Default: each case whole, in the order of `cases`. */
  readonly order?: readonly Portion[]
  /** True if the cases are only some of the cases of the suites. Other requirements than theirs are then not selected. */
  readonly narrowed?: boolean
  /** Set where the cases are a shard of a larger plan. */
  readonly shard?: PlannedShard
  readonly invariants: readonly Invariant[]
  readonly target: Target
  /** True if the target is a server that the tool started for this run alone. */
  readonly embedded?: boolean
  /** Group ids; each group is one lane. */
  readonly groups: readonly string[]
  /** The id of a group that must not show members of the others. */
  readonly otherGroup?: string
  /** The credentials of each configured principal. */
  readonly principals: Readonly<Partial<Record<Principal, Credentials>>>
  readonly seed: number
  /** The count of random values per property, after its boundaries. Default: see `PropertySource.draws`. */
  readonly runs?: number
  /** The most requests that one lane sends side by side, as a count; 1 sends one after another. Default: 8. */
  readonly inFlight?: number
  /** False where no case may send requests at the same moment: a target on another machine, without consent. Default: true. */
  readonly concurrency?: boolean
  /** The most requests for shrinking one counterexample, as a count. Default: 400. */
  readonly shrinking?: number
  /** This run's share of the values, where several runs share them. */
  readonly share?: Share
  readonly level: 'must' | 'should'
  /** The most requests or the longest time before the clean-up. Default: no limit. */
  readonly budget?: BudgetLimit
  /** The known failures of the target: they fail, and leave the verdict alone. */
  readonly baseline?: RunBaseline | undefined
  /** The early kills of known faults. A report with a budget tells how many of them the run would have found. */
  readonly knownKills?: KnownKills | undefined
  /** The count of failed cases that ends the run. */
  readonly bail?: number
  /** The most requests per second. */
  readonly rate?: number
  /** True if passing results keep their exchanges too. */
  readonly verbose?: boolean
  /** The start of a command line that calls the tool. Default: `conform`. */
  readonly command?: string
  /** Command line flags that name the target, appended to each replay command. */
  readonly replayFlags?: string
  /** The longest wait of one request after a 429 or 503, in milliseconds. Default: 60,000. */
  readonly patience?: number
  /** The time between two events that tell the progress, in milliseconds. Default: no such events. */
  readonly progressEvery?: number
  /** Interrupts the run. */
  readonly signal?: AbortSignal
  /** Default: the system clock. */
  readonly clock?: Clock
  /** The record of created members; `conform cleanup` removes them after a run that ended without a clean-up. */
  readonly ledger?: Ledger
  /** The ledger of another active run that writes to a group; undefined where no other run is known. */
  readonly otherRun?: (group: string) => string | undefined
  /** The store of all sent secrets, with which writers of output mask them. */
  readonly secrets?: Secrets
  /** Receives hints about the authentication of the target, each once and without a secret. */
  readonly onHint?: (hint: string) => void
  /**
   * Receives the findings of each answer at once, before a counterexample is shrunk. They come with the number of the request in its
   * attempt.
   */
  readonly onFindings?: (findings: readonly Finding[], request: number) => void
  /** The output of a server that was started for the run. */
  readonly outputIn?: OutputIn | undefined
  /** Called after each large answer to collect garbage. */
  readonly forceGc?: () => void
}
