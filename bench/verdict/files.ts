import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files that the servers and the tools read. */
export interface Files {
  readonly folder: string
  readonly serveConfig: string
  readonly runConfig: string
  readonly schemathesisConfig: string
}

export const GROUP = '64b1f0c2a9d3e45f67890abc'
const OTHER_GROUP = '64b1f0c2a9d3e45f67890abd'
const OWNER = 'owner-Vq7rT2mXw9KfLh4sDz8pNb3c'

const PRINCIPALS = `principals:
  owner: { bearer: ${OWNER} }
  reader: { bearer: reader-Vq7rT2mXw9KfLh4sDz8pNb3c }
  stranger: { bearer: stranger-Vq7rT2mXw9KfLh4sDz8pNb3c }
`

// Without the versioned media type and a group that exists, nearly each answer to Schemathesis would be 406 or 404.
const SCHEMATHESIS = `headers = { Authorization = "Bearer ${OWNER}", Accept = "application/vnd.atlas.2023-01-01+json" }

[parameters]
"path.groupId" = "${GROUP}"
`

/** Writes all configuration into a folder. Schemathesis gets the token of the owner, a group and the media type. */
export function writeFiles(folder: string): Files {
  const write = (name: string, text: string): string => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return file
  }
  return {
    folder,
    serveConfig: write('serve.yaml', PRINCIPALS),
    runConfig: write('run.yaml', `groupId: ${GROUP}\notherGroupId: ${OTHER_GROUP}\n${PRINCIPALS}`),
    schemathesisConfig: write('schemathesis.toml', SCHEMATHESIS),
  }
}
