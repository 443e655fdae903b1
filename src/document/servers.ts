import { scalarText } from '../source/scalar.ts'
import { type Part, partAt, partsOf } from './file/document-file.ts'
import type { Remarks } from './file/remarks.ts'
import { quoted } from '../source/quoted.ts'

/** The URLs under `servers` of a document, a path or an operation. Each variable is replaced by its default. */
export function serversOf(part: Part, remarks: Remarks): readonly string[] {
  return partsOf(partAt(part, 'servers')).flatMap((server) => {
    const url = partAt(server, 'url').value
    if (typeof url !== 'string') {
      remarks.add(server, 'a server has no url, and is left out')
      return []
    }
    return [withDefaults(url, server, remarks)]
  })
}

function withDefaults(url: string, server: Part, remarks: Remarks): string {
  return url.replaceAll(/\{([^{}]*)\}/g, (written, name: string) => {
    const variable = partAt(server, 'variables', name)
    const value = partAt(variable, 'default').value ?? partAt(variable, 'enum', '0').value
    if (value === undefined) remarks.add(server, `the variable ${quoted(name)} of the server has no default`)
    return value === undefined ? written : scalarText(value)
  })
}
