import { renderProof } from '../../../reporters/proof/proof.ts'
import { loadBundle } from '../../bundle/load-bundle.ts'
import type { Bundle } from '../../bundle/bundle.ts'
import { publishedKills, writePublishedOrder } from './published-order.ts'
import type { ProofRecord } from '../../prove/record.ts'
import { planCases } from '../../plan/plan.ts'
import { pageOf } from '../../prove/page-of.ts'
import { recordOf } from '../../prove/record-of.ts'
import { UserError } from '../../source/mistake.ts'
import { TOOL } from '../../source/tool.ts'
import { checkUpdate } from './check-update.ts'
import { chooseServers, listServers } from './choose-servers.ts'
import { fireAndConclude } from './fire-and-conclude.ts'
import type { ProveFlags } from '../flags/flags.ts'
import { openProofFiles } from './proof-files.ts'
import { numbersIn } from './prove-numbers.ts'
import { checkPublishedFiles } from './published-files.ts'
import { writePublishedPages } from './published-pages.ts'
import { readRecord } from './record-files.ts'
import { selectWithHints } from '../shell/select-with-hints.ts'
import { updatePublished } from './update-published.ts'

/** Carries out `conform prove`: 0 where the proof holds, 1 where it does not. */
export async function prove(flags: ProveFlags): Promise<number> {
  const { contract = TOOL.contract } = flags
  if (flags.laws === true || contract !== TOOL.contract) {
    const { proveLaws } = await import('./prove-laws.ts')
    return proveLaws(contract, flags)
  }
  if (flags.folds === true && flags.budget === undefined)
    throw new UserError('--folds needs the budget that cuts the runs; add --budget LIMIT, such as --budget 2000r')
  const servers = chooseServers(flags)
  if (flags.list === true) return listServers(servers)
  const bundle = await loadBundle(TOOL.contract)
  const record = readRecord()
  if (flags.render === true) return renderPublished(record, bundle)
  checkUpdate(flags)
  const numbers = numbersIn(flags)
  const planned = planCases(bundle.suites, bundle.contract, numbers.seed)
  const cases = selectWithHints(planned, { ...bundle, patterns: flags.case ?? [] })
  if (flags.budget !== undefined) {
    const { proveBudget } = await import('./prove-budget.ts')
    return proveBudget(flags, { bundle, servers, record, cases, ...numbers })
  }
  if (flags.seeds !== undefined) {
    const { proveSeeds } = await import('./prove-seeds.ts')
    return proveSeeds(flags, { bundle, servers, record, cases, ...numbers })
  }
  if (flags.update === true) checkPublishedFiles(record)
  const files = openProofFiles(flags)
  try {
    const proof = await fireAndConclude(flags, { bundle, servers, record, cases, ...numbers })
    const page = pageOf(recordOf(proof), { contract: bundle.contract, cases, servers })
    await files.commit(proof, { ...page, withoutFault: proof.withoutFault })
    if (flags.update === true) await updatePublished(flags, { proof, record, bundle, planned, cases })
    process.stdout.write(renderProof(proof))
    return proof.problems.length === 0 ? 0 : 1
  } catch (error) {
    files.discard()
    throw error
  }
}

async function renderPublished(record: ProofRecord, bundle: Bundle): Promise<number> {
  await writePublishedPages(record, bundle)
  await writePublishedOrder(publishedKills(record, bundle), bundle)
  return 0
}
