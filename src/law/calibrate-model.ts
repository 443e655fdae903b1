import { calibrate } from '../resource/file/calibrate.ts'
import type { Model } from '../resource/model.ts'
import type { Observed } from '../resource/observed.ts'
import type { Law } from './world/law.ts'
import type { LawRun } from './law-run.ts'
import { observeResource } from './calibration/observe-resource.ts'
import { runLaws } from './run-laws.ts'

/** A model after a look at a target. */
export interface CalibratedModel {
  readonly model: Model
  /** The requests that were sent. */
  readonly requests: number
  /** Members of the look that could not be removed. */
  readonly leftBehind: readonly string[]
  /** The reason why the look ended early, such as a target that does not answer. */
  readonly reason?: string
}

/** Looks at each resource of a target, under the ledger of the run, and calibrates the model. Only resources that may be written are written. */
export async function calibrateModel(run: Omit<LawRun, 'laws' | 'answerLaws'>): Promise<CalibratedModel> {
  const observed = new Map<string, Observed>()
  const look: Law = {
    id: 'calibration',
    level: 'should',
    text: 'The facts of the model are seen at the target.',
    source: '',
    needs: () => ({ holds: true, certainty: 'sure' }),
    onlyReads: true,
    onlyLooks: true,
    async check(world) {
      observed.set(world.resource.name, await observeResource(world))
    },
  }
  for await (const event of runLaws({ ...run, laws: [look], answerLaws: [] }))
    if (event.type === 'report') {
      const { leftBehind = [], requests, reason } = event
      return {
        model: calibrate(run.model, observed),
        requests: requests.sent,
        leftBehind,
        ...(reason === undefined ? {} : { reason }),
      }
    }
  throw new Error('the look ended without a report')
}
