import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainText } from '../../../reporters/text/plain-text.ts'
import type { Report } from '../../report/report.ts'
import { UserError } from '../../source/mistake.ts'
import { jsonOf } from '../../source/not-json.ts'
import { TOOL } from '../../source/tool.ts'
import { readText, textOf } from '../../source/read-text.ts'
import { calledAs } from '../shell/called-as.ts'

/**
 * Reads a JSON report from a file, or from standard input, and holds it against the published schema. Text of the report is that of a
 * server, and stays to be escaped.
 * @throws UserError for a file that cannot be read, or that is not a report.
 */
export async function readCheckedReport(file: string | undefined): Promise<Report> {
  const value = parse(file === undefined ? await standardInput() : readText(file), file)
  if (validate(value)) return value as Report
  const [error] = validate.errors ?? []
  const place = error?.instancePath === '' ? 'the document' : plainText(error?.instancePath ?? '')
  throw new UserError(
    `${nameOf(file)} is not a report of this tool: ${place} ${error?.message ?? 'is wrong'}; \`${calledAs()} run --reporter json=FILE\` writes a report`,
  )
}

const validate = new Ajv2020({
  strict: false,
  meta: false,
  validateSchema: false,
  formats: { 'date-time': (text: string) => !Number.isNaN(Date.parse(text)) },
}).compile(readSchema())

function readSchema(): object {
  return JSON.parse(readFileSync(join(TOOL.root, 'specs', 'report.schema.json'), 'utf8')) as object
}

/** Another process may write slowly, and a synchronous read of its pipe then fails. */
async function standardInput(): Promise<string> {
  if (process.stdin.isTTY) throw new UserError('no report is given; name a JSON report, or pipe one to standard input')
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return textOf('standard input', Buffer.concat(chunks))
}

function parse(text: string, file: string | undefined): unknown {
  if (text.trim() === '') throw new UserError(`${nameOf(file)} is empty; a JSON report is needed`)
  return jsonOf(nameOf(file), text)
}

function nameOf(file: string | undefined): string {
  return file === undefined ? 'standard input' : plainText(file)
}
