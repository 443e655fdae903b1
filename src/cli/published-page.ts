import { join } from 'node:path'
import { renderProofPage } from '../../reporters/proof-page.ts'
import { openSink } from '../../reporters/sink.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { planCases } from '../plan/plan.ts'
import { pageOf } from '../prove/page-of.ts'
import type { ProofRecord } from '../prove/record.ts'
import { TOOL } from '../source/tool.ts'
import { KNOWN_SERVERS } from './known-servers.ts'

/** The page of the last proof in the documentation of this package. */
export const PUBLISHED_PAGE = join(TOOL.root, 'docs', 'proof.md')

/** Renders the published page from a record; no row is fired. */
export function renderPublishedPage(record: ProofRecord, { contract, suites }: Omit<Bundle, 'validators'>): string {
  // The seed chooses secrets, and no id depends on secrets.
  const cases = planCases(suites, contract, 1)
  return renderProofPage(pageOf(record, { contract, cases, servers: KNOWN_SERVERS }))
}

/** Writes the published page. */
export async function writePublishedPage(record: ProofRecord, bundle: Omit<Bundle, 'validators'>): Promise<void> {
  const sink = openSink({ file: PUBLISHED_PAGE })
  sink.write(renderPublishedPage(record, bundle))
  await sink.commit()
}
