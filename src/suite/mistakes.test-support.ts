import { join } from 'node:path'
import { refuseRepeats } from '../bundle/check-repeats.ts'
import { CONTRACT, OWN_SUITES, VALIDATORS } from '../contract/loaded.test-support.ts'
import { checkPlan } from '../plan/check/check-plan.ts'
import { checkProperties } from '../plan/check/check-properties.ts'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import { loadSuites } from './load-suites.ts'
import type { Suite } from './suite.ts'

const OWN = loadSuites([OWN_SUITES], CONTRACT).map((suite) => ({ ...suite, cases: [] }))

/** The text that the command line prints for the mistakes in `fixtures/rejected/NAME.yaml`. */
export async function mistakesIn(...names: readonly string[]): Promise<string> {
  try {
    const suites = load(names.map((name) => join(TOOL.root, 'fixtures', 'rejected', `${name}.yaml`)))
    await checkProperties(suites, CONTRACT, VALIDATORS)
    refuseRepeats(suites, { beside: OWN, contract: CONTRACT })
  } catch (error) {
    // The line of a requirement changes with each requirement that is added above it.
    if (error instanceof UserError) return `\n${error.message.replaceAll(/(requirements\.yaml)(:\d+)+/g, '$1:LINE')}\n`
    throw error
  }
  return 'it was accepted'
}

/** The suites in `fixtures/accepted/NAME.yaml`, loaded and planned. */
export function accepted(...names: readonly string[]): readonly Suite[] {
  return load(names.map((name) => join(TOOL.root, 'fixtures', 'accepted', `${name}.yaml`)))
}

function load(paths: readonly string[]): readonly Suite[] {
  const suites = loadSuites(paths, CONTRACT)
  checkPlan(suites, CONTRACT)
  return suites
}
