import { openSink } from '../../../reporters/sink.ts'
import type { Bundle } from '../../bundle/bundle.ts'
import type { KnownKills } from '../../plan/order/known-kill.ts'
import type { ProofRecord } from '../../prove/record.ts'
import { UserError } from '../../source/mistake.ts'
import { publishedKills, writePublishedOrder } from './published-order.ts'
import { pathOfPage, PUBLISHED_PAGES, writePublishedPages } from './published-pages.ts'
import { recordTexts, writeRecord } from './record-files.ts'

/**
 * Checks before a row is fired that `--update` can write its files.
 * @throws UserError where a file cannot be written.
 */
export function checkPublishedFiles(record: ProofRecord): void {
  try {
    for (const file of [...recordTexts(record).keys(), ...PUBLISHED_PAGES.map(pathOfPage)]) openSink({ file }).discard()
  } catch (cause) {
    throw new UserError((cause as Error).message, { cause })
  }
}

/** Writes the record files that change, the pages that are rendered from all of them, and the order with the kills of a full proof. */
export async function writePublishedFiles(
  record: ProofRecord,
  bundle: Omit<Bundle, 'validators'>,
  proven: KnownKills,
): Promise<void> {
  await writeRecord(record)
  await writePublishedPages(record, bundle)
  await writePublishedOrder(publishedKills(record, bundle, proven), bundle)
}
