import { join } from 'node:path'
import { renderProofPage } from '../../../reporters/proof/proof-page.ts'
import { renderRealDefectsPage } from '../../../reporters/proof/real-defects-page.ts'
import { openSink } from '../../../reporters/sink.ts'
import type { Bundle } from '../../bundle/bundle.ts'
import { planCases } from '../../plan/plan.ts'
import { pageOf } from '../../prove/page-of.ts'
import type { ProofPage } from '../../prove/proof-page.ts'
import type { ProofRecord } from '../../prove/record.ts'
import { TOOL } from '../../source/tool.ts'
import { KNOWN_SERVERS } from './known-servers.ts'

const PAGES: Readonly<Record<string, (page: ProofPage) => string>> = {
  'docs/proof.md': renderProofPage,
  'docs/real-defects.md': ({ faults }) => renderRealDefectsPage(faults),
}

/** The pages of the last proof in the documentation of this package, each by its path in the package. */
export const PUBLISHED_PAGES: readonly string[] = Object.keys(PAGES)

/** The path of a published page on this machine. */
export function pathOfPage(page: string): string {
  return join(TOOL.root, page)
}

/** Renders the published pages from a record, each by its path in the package; no row is fired. */
export function renderPublishedPages(
  record: ProofRecord,
  { contract, suites }: Omit<Bundle, 'validators'>,
): ReadonlyMap<string, string> {
  // The seed chooses secrets, and no id depends on secrets.
  const cases = planCases(suites, contract, 1)
  const contents = pageOf(record, { contract, cases, servers: KNOWN_SERVERS })
  return new Map(Object.entries(PAGES).map(([page, render]) => [page, render(contents)]))
}

/** Writes the published pages. */
export async function writePublishedPages(record: ProofRecord, bundle: Omit<Bundle, 'validators'>): Promise<void> {
  for (const [page, text] of renderPublishedPages(record, bundle)) {
    const sink = openSink({ file: pathOfPage(page) })
    sink.write(text)
    await sink.commit()
  }
}
