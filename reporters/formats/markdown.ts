import { renderJobSummary } from '../text/job-summary.ts'
import { reportFormat } from '../report-format.ts'

/** The Markdown of the job summary, for a comment or a page. It stays below the 65,536 characters of a comment on GitHub. */
export const markdown = reportFormat('markdown', (report) => [renderJobSummary(report)], {
  // The text of a target holds no plain `<`, so a plain `<secret>` comes from the mask.
  mend: (masked) => masked.replaceAll('<secret>', '&lt;secret&gt;'),
})
