import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** Preloaded into a measured process: writes its memory and processor time to a file at its end. */
const file = process.env['BENCH_USAGE']
if (file !== undefined && isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    writeFileSync(file, JSON.stringify({ peak: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1000 }))
  })
}
