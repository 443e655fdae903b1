import { renderSeedProof } from '../../../reporters/proof/seed-proof.ts'
import { concludeSeeds, problemsOf } from '../../prove/seed-proof.ts'
import { seedAssignments } from '../../prove/seed-assignments.ts'
import { UserError } from '../../source/mistake.ts'
import { MOST_SEED } from '../flags/whole-number.ts'
import { fireAssignments } from './fire-assignments.ts'
import type { Firing } from './fire-and-conclude.ts'
import type { ProveFlags } from '../flags/flags.ts'

/**
 * Carries out `conform prove --seeds`: fires each property once at each seed, at conforming servers in turn, and tells each wrong verdict
 * as it is found.
 */
export async function proveSeeds(flags: ProveFlags, firing: Firing): Promise<number> {
  const seeds = seedsIn(flags)
  const servers = firing.servers.filter(({ kind }) => kind === 'reference' || kind === 'variant')
  const rows = firing.cases.flatMap(({ id, property }) => (property === undefined ? [] : [id]))
  if (servers.length === 0) throw new UserError('--seeds fires at the reference and its variants, and none is selected')
  if (rows.length === 0) throw new UserError('--seeds fires properties, and no selected case is one')
  const { bundle, runs, threads } = firing
  const byId = new Map(servers.map((server) => [server.id, server]))
  const assignments = [...seedAssignments({ servers: [...byId.keys()], rows, seeds, runs })]
  const results = await fireAssignments(assignments, { bundle, seed: firing.seed, threads }, (result) => {
    for (const problem of problemsOf(result, byId.get(result.server))) process.stdout.write(`✖ ${problem}\n`)
  })
  const proof = concludeSeeds(results, { rows: rows.length, servers })
  process.stdout.write(renderSeedProof(proof))
  return proof.problems.length === 0 ? 0 : 1
}

/** The most seeds of one proof, as a count. */
const MOST = 10_000

function seedsIn({ seeds = '', ...flags }: ProveFlags): readonly number[] {
  const clash = (['full', 'fault', 'update', 'budget', 'json', 'page'] as const).find(
    (name) => flags[name] !== undefined,
  )
  if (clash !== undefined) throw new UserError(`--seeds takes no --${clash}`)
  const [, first = '', last = first] = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(seeds) ?? []
  const count = Number(last) - Number(first) + 1
  if (first === '' || count < 1 || count > MOST)
    throw new UserError(
      `--seeds takes a seed from 0 to ${MOST_SEED}, or a range of at most ${MOST} such as 1-200, not "${seeds}"`,
    )
  return Array.from({ length: count }, (_, index) => Number(first) + index)
}
