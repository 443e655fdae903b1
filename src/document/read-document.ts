import { saysLag } from './says/says-lag.ts'
import { isObject } from '../json/pointer.ts'
import { type Mistake, UserError } from '../source/mistake.ts'
import { scalarText } from '../source/scalar.ts'
import type { ApiDocument } from './api-document.ts'
import { type Part, partAt, wholeOf } from './file/document-file.ts'
import { findFamilies } from './schema/families.ts'
import { createFollow } from './file/follow.ts'
import { type DocumentFiles, loadFiles } from './file/load-files.ts'
import { operationsOf } from './operations.ts'
import { createRemarks } from './file/remarks.ts'
import { quoted } from '../source/quoted.ts'
import { inSingleForm } from './schema/single-form.ts'
import { createSaidByApi } from './schema/said-by-api.ts'
import { withSaid } from './schema/with-said.ts'
import { createSchemaLibrary } from './schema/schema-library.ts'
import { securitySchemesOf } from './security.ts'
import { serversOf } from './servers.ts'

/** A document, and what in it is unknown or broken. */
export interface ReadDocument {
  readonly document: ApiDocument
  /** Each part that was left out or read widely, with a sentence and its place. */
  readonly mistakes: readonly Mistake[]
}

/**
 * Reads an OpenAPI 3.0 or 3.1 document in YAML or JSON, and the files that it refers to by relative path.
 * @throws UserError if the file cannot be read, or is no such document.
 */
export function readDocument(file: string): ReadDocument {
  return toApiDocument(loadFiles(file))
}

function toApiDocument(files: DocumentFiles): ReadDocument {
  const whole = wholeOf(files.first)
  const openapi = versionOf(whole)
  const remarks = createRemarks([...files.files.values()].flatMap((each) => each.remarks))
  const follow = createFollow(files, remarks)
  const description = textAt(whole, 'description')
  const said = createSaidByApi(description.slice(0, LONGEST))
  const library = createSchemaLibrary({ openapi, remarks, follow, families: findFamilies(files, follow), said })
  for (const schema of follow.entries(whole, 'components', 'schemas')) library.include(schema)
  const operations = operationsOf({ follow, remarks, library }, whole)
  if (operations.length === 0) remarks.add(partAt(whole, 'paths'), 'the document has no operation under "paths"')
  const schemas = library.finish()
  const lag = saysLag(description)
  const document = {
    title: textAt(whole, 'title'),
    version: textAt(whole, 'version'),
    openapi,
    ...(description === '' ? {} : { description: description.slice(0, LONGEST) }),
    ...(lag === undefined ? {} : { lag }),
    servers: serversOf(whole, remarks),
    operations: operations.map((operation) => withSaid(inSingleForm(operation, schemas), schemas)),
    schemas,
    securitySchemes: securitySchemesOf(whole, { follow, remarks }),
  }
  return { document, mistakes: remarks.list() }
}

/** The most characters of the description of the API that are kept. */
const LONGEST = 4000

function textAt(whole: Part, name: string): string {
  return scalarText(partAt(whole, 'info', name).value ?? '')
}

/** @throws UserError for anything but OpenAPI 3.0 and 3.1. */
function versionOf(whole: Part): '3.0' | '3.1' {
  const refuse = (message: string, ...tokens: string[]): UserError =>
    new UserError([{ message, at: whole.file.locate(tokens) }])
  if (!isObject(whole.value)) throw refuse('expected an OpenAPI document, which is a map with "openapi" and "paths"')
  const { openapi, swagger } = whole.value
  const version = /^\d+(\.\d+)?/.exec(scalarText(swagger ?? ''))?.[0] ?? '2.0'
  if (openapi === undefined && swagger !== undefined)
    throw refuse(
      `this is a Swagger ${version} document; convert it to OpenAPI 3 first, for example with swagger2openapi`,
      'swagger',
    )
  if (openapi === undefined)
    throw refuse('expected an OpenAPI document; "openapi: 3.0.3" or "openapi: 3.1.0" is missing')
  const minor = /^3\.[01]\b/.exec(scalarText(openapi))?.[0]
  if (minor === '3.0' || minor === '3.1') return minor
  throw refuse(`expected OpenAPI 3.0 or 3.1, not ${quoted(openapi)}`, 'openapi')
}
