import { renderProof } from '../../../reporters/proof/proof.ts'
import { contractOfLaws } from '../../law/session/contract-of-laws.ts'
import { requirementsOfLaws } from '../../law/requirements-of-laws.ts'
import type { PlannedLaw } from '../../law/plan-laws.ts'
import type { Assignment } from '../../prove/assignment.ts'
import { conclude } from '../../prove/conclude.ts'
import type { LawContext } from '../../prove/fire-laws-at.ts'
import type { KnownServer } from '../../prove/known-server.ts'
import type { Proof } from '../../prove/proof.ts'
import { UserError } from '../../source/mistake.ts'
import { TOOL } from '../../source/tool.ts'
import { suggestion } from '../../source/suggestion.ts'
import { chooseServers, listServers } from './choose-servers.ts'
import { fireInThreads } from './fire-assignments.ts'
import type { ProveFlags } from '../flags/flags.ts'
import { selectsServers } from '../flags/selects-servers.ts'
import { KNOWN_LAW_SERVERS } from './known-law-servers.ts'
import { lawContext } from './law-context.ts'
import { openProofFiles } from './proof-files.ts'
import { numbersIn } from './prove-numbers.ts'
import { selectWithHints } from '../shell/select-with-hints.ts'

/**
 * Carries out `conform prove --contract NAME` for a contract of resources: 0 where the proof holds, 1 where it does not.
 * @throws UserError for a contract without known servers, and for flags about the records of the other contract.
 */
export async function proveLaws(name: string, flags: ProveFlags): Promise<number> {
  refuseRecords(flags)
  const known = Object.hasOwn(KNOWN_LAW_SERVERS, name) ? KNOWN_LAW_SERVERS[name] : undefined
  if (known === undefined) {
    const names = Object.keys(KNOWN_LAW_SERVERS)
    throw new UserError(
      `there are no servers with a known verdict for the contract "${name}"${suggestion(name, names)}; there are some for ${names.join(', ')}`,
    )
  }
  const servers = chooseServers(flags, known)
  if (flags.list === true) return listServers(servers)
  const files = openProofFiles(flags)
  try {
    const proof = await fireAndConclude(name, servers, flags)
    await files.commit(proof, undefined)
    process.stdout.write(renderProof(proof))
    return proof.problems.length === 0 ? 0 : 1
  } catch (error) {
    files.discard()
    throw error
  }
}

function refuseRecords(flags: ProveFlags): void {
  const refused = (['update', 'render', 'page', 'budget', 'folds', 'seeds'] as const).filter(
    (name) => flags[name] !== undefined,
  )
  if (refused.length > 0)
    throw new UserError(
      refused.map((name) => ({ message: `--${name} is for the contract ${TOOL.contract}: others have no records` })),
    )
}

async function fireAndConclude(name: string, servers: readonly KnownServer[], flags: ProveFlags): Promise<Proof> {
  const { seed, threads } = numbersIn(flags)
  const context = lawContext(name, seed)
  const { model, planned } = context
  const contract = contractOfLaws(model, requirementsOfLaws(planned))
  const all = planned.map((one) => one.planned)
  const cases = selectWithHints(all, { contract, suites: [], patterns: flags.case ?? [] })
  const ids = new Set(cases.map(({ id }) => id))
  const chosen = planned.filter((one) => ids.has(one.planned.id))
  const started = performance.now()
  const results = await fireInThreads(assignmentsFor(servers, chosen, flags.full === true), {
    worker: new URL('prove-laws-worker.js', import.meta.url),
    data: { name, seed },
    threads,
  })
  const proof = conclude({
    contract,
    cases,
    invariants: [],
    servers,
    results,
    full: flags.full === true,
    narrowed: { cases: flags.case !== undefined, faults: selectsServers(flags) },
    mayIdle: lawTemplates(context),
    durationMs: Math.round(performance.now() - started),
  })
  const ofLaws = new Set(planned.filter(isLaw).flatMap((one) => one.planned.requirements))
  return { ...proof, withoutFault: proof.withoutFault.filter((id) => !ofLaws.has(id)) }
}

/** A fault gets all cases of files, so that each of them shows what it finds; then laws, until the first kill. */
function assignmentsFor(
  servers: readonly KnownServer[],
  chosen: readonly PlannedLaw[],
  full: boolean,
): readonly Assignment[] {
  return servers.map(({ id: server, kind }) =>
    kind === 'fault'
      ? {
          server,
          first: idsOf(chosen.filter((one) => !isLaw(one))),
          then: idsOf(chosen.filter(isLaw)),
          until: full ? 'end' : 'kill',
          runs: 1,
        }
      : { server, first: [], then: idsOf(chosen), until: 'end', runs: 1 },
  )
}

/** Laws are proven at the faults of other APIs too. So a law that no fault of this contract needs may be idle. */
function lawTemplates({ planned }: LawContext): ReadonlySet<string> {
  return new Set(
    planned.flatMap(({ law, planned: { template } }) =>
      'check' in law && law.declared !== undefined ? [] : [template],
    ),
  )
}

function isLaw({ law }: PlannedLaw): boolean {
  return !('check' in law) || law.declared === undefined
}

function idsOf(laws: readonly PlannedLaw[]): readonly string[] {
  return laws.map(({ planned: { id } }) => id)
}
