import type { ReporterFormat } from './reporter.ts'

/** The report formats by name. Each value loads its format, so that `--help` loads none of them. */
export const FORMATS: Readonly<Record<string, () => Promise<ReporterFormat>>> = {
  spec: async () => (await import('./spec.ts')).spec,
  junit: async () => (await import('./junit.ts')).junit,
  html: async () => (await import('./html/html.ts')).htmlReport,
  json: async () => (await import('./json.ts')).json,
  github: async () => (await import('./github.ts')).github,
  markdown: async () => (await import('./formats/markdown.ts')).markdown,
  ctrf: async () => (await import('./formats/ctrf.ts')).ctrf,
  sarif: async () => (await import('./formats/sarif.ts')).sarif,
  gitlab: async () => (await import('./formats/gitlab.ts')).gitlab,
  har: async () => (await import('./formats/har.ts')).har,
  ndjson: async () => (await import('./formats/ndjson.ts')).ndjson,
  badge: async () => (await import('./formats/badge.ts')).badge,
}

/** The formats that an environment may ask for without a flag. They are loaded at each run, and others where a flag names them. */
export const BY_ENVIRONMENT: readonly string[] = ['github']
