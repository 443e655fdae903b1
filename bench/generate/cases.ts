import { readFileSync } from 'node:fs'
import { withoutInheritanceCycles } from '../../src/generate/inheritance.ts'
import { OWN_SCHEMAS } from '../../src/generate/own-schemas.test-support.ts'

export interface BenchCase {
  readonly id: string
  readonly schema: unknown
}

export interface Corpus {
  readonly cases: readonly BenchCase[]
  readonly documents: Readonly<Record<string, unknown>>
}

const DOCUMENT = 'https://bench.example/document.json'

/** A list of `{id, schema}`, or an OpenAPI document, whose component schemas are the cases; without a file, the schemas of this repository. */
export function readCorpus(file: string | undefined, remotes: string | undefined): Corpus {
  const documents = remotes === undefined ? {} : (JSON.parse(readFileSync(remotes, 'utf8')) as Record<string, unknown>)
  if (file === undefined)
    return { cases: Object.entries(OWN_SCHEMAS).map(([id, schema]) => ({ id, schema })), documents }
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (Array.isArray(content)) return { cases: content as BenchCase[], documents }
  const document = withoutInheritanceCycles(content) as { components: { schemas: Record<string, unknown> } }
  const cases = Object.keys(document.components.schemas).map((id) => ({
    id,
    schema: { $ref: `${DOCUMENT}#/components/schemas/${id}` },
  }))
  return { cases, documents: { ...documents, [DOCUMENT]: document } }
}
