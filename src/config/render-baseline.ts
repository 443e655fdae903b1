import { Document, isMap, isSeq, parseDocument, YAMLSeq } from 'yaml'
import type { BaselineUpdate, NewEntry } from '../report/update-baseline.ts'

const HEADER = ` The known failures of this server. They stay failures, and do not gate the verdict.
 \`conform baseline\` writes requirement, cause and cases. By hand: reason, owner, link and expires (such as 2027-01-31).`

/**
 * Renders a baseline after an update. Comments and hand-written fields of an existing text stay, and so does the order of its entries.
 * @param text of the existing baseline, which keeps to its schema; undefined for a new one
 */
export function renderBaseline(text: string | undefined, { kept, added }: BaselineUpdate, contract: string): string {
  const document = text === undefined ? emptyBaseline(contract) : parseDocument(text)
  const written = document.get('entries')
  const entries = isSeq(written) ? written : new YAMLSeq()
  // YAML holds the comment of the first entry as that of the list.
  if (!kept.has(0)) delete entries.commentBefore
  entries.items = entries.items.filter((entry, index) => {
    const cases = kept.get(index)
    if (cases !== undefined && isMap(entry) && isOther(entry.get('cases'), cases))
      entry.set('cases', document.createNode(cases))
    return cases !== undefined
  })
  // A file without an entry has a list in brackets.
  entries.flow = entries.items.length + added.length === 0
  for (const entry of added) entries.add(entryNode(document, entry))
  document.set('entries', entries)
  return document.toString({ lineWidth: 0 })
}

function emptyBaseline(contract: string): Document {
  const document = new Document({ contract, entries: [] })
  document.commentBefore = HEADER
  return document
}

function isOther(written: unknown, cases: readonly string[]): boolean {
  const plain: unknown = isSeq(written) ? written.toJSON() : written
  return JSON.stringify(plain) !== JSON.stringify(cases)
}

function entryNode(document: Document, { requirement, cause, cases, flaky, message }: NewEntry) {
  const node = document.createNode({ requirement, cause, cases, ...(flaky === undefined ? {} : { flaky }) })
  // The message tells the reader what the failure is; a reason is for its owner to give.
  node.commentBefore = ` ${message.replaceAll(/\s+/g, ' ').slice(0, LONGEST)}`
  return node
}

/** The longest message of a comment, in characters. */
const LONGEST = 200
