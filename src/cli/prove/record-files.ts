import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSink } from '../../../reporters/sink.ts'
import { NO_RECORD, type ProofRecord } from '../../prove/record.ts'
import { jsonOf } from '../../source/not-json.ts'
import { displayPath } from '../../source/read-text.ts'
import { TOOL } from '../../source/tool.ts'
import { calledAs } from '../shell/called-as.ts'
import { type RecordSections, renderRecord } from './render-record.ts'

const SUITES = join(TOOL.root, 'suites', TOOL.contract)
const SERVERS = join(TOOL.root, 'fixtures', 'servers.record.json')
const EXTENSION = '.record.json'

type SuiteSections = Pick<ProofRecord, 'cases' | 'faults' | 'smallestSet'>

/**
 * Reads the record: a file beside each suite, and a file for the servers without a fault.
 * @throws UserError where a file is no JSON.
 */
export function readRecord(): ProofRecord {
  const files = readdirSync(SUITES).filter((name) => name.endsWith(EXTENSION))
  const suites = files.map((name) => readJson(join(SUITES, name)) as SuiteSections)
  return {
    cases: Object.assign({}, ...suites.map(({ cases }) => cases)) as ProofRecord['cases'],
    faults: Object.assign({}, ...suites.map(({ faults }) => faults)) as ProofRecord['faults'],
    smallestSet: suites.flatMap(({ smallestSet }) => smallestSet),
    servers: existsSync(SERVERS) ? (readJson(SERVERS) as ProofRecord['servers']) : NO_RECORD.servers,
  }
}

function readJson(file: string): unknown {
  const text = readFileSync(file, 'utf8')
  const hint = `restore the file, or remove it and run \`${calledAs()} prove --full --update\``
  return jsonOf(displayPath(file), text, hint)
}

/** Writes the record files whose text changes, each whole or not at all. */
export async function writeRecord(record: ProofRecord): Promise<void> {
  for (const [file, text] of recordTexts(record)) {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
    const sink = openSink({ file })
    sink.write(text)
    await sink.commit()
  }
}

/** The text of each record file by its path. An entry stands beside the suite of its case or of its row. */
export function recordTexts(record: ProofRecord): ReadonlyMap<string, string> {
  const { cases, faults, smallestSet, servers } = record
  const { conformant, nulls, survivors } = servers
  const suites = new Set([...Object.keys(cases), ...Object.values(faults).map(({ row }) => row)].map(suiteOf))
  const texts = [...suites].map((suite): [string, RecordSections] => [
    join(SUITES, `${suite}${EXTENSION}`),
    {
      cases: Object.fromEntries(Object.entries(cases).filter(([id]) => suiteOf(id) === suite)),
      faults: Object.fromEntries(Object.entries(faults).filter(([, { row }]) => suiteOf(row) === suite)),
      smallestSet: smallestSet.filter((row) => suiteOf(row) === suite),
    },
  ])
  const all: readonly [string, RecordSections][] = [...texts, [SERVERS, { conformant, nulls, survivors }]]
  return new Map(all.map(([file, sections]) => [file, renderRecord(sections)]))
}

/** A suite has the name of the first segment of its ids. */
function suiteOf(id: string): string {
  return id.split('.')[0] ?? ''
}
