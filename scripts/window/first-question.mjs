import { mkdirSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { sandboxSwitches } from '../electron-runtime.mjs'
import { ROOT } from '../set-up/set-up.mjs'
import { withVirtualDisplay } from './display.mjs'
import { printGrowing } from './print-growing.mjs'

const QUESTION = 'What can you do?'
const SCREENSHOT = join('.cache', 'first-start.png')
const START_LIMIT_MS = 30_000
const ANSWER_LIMIT_MS = 60_000

/** Asks Demo one question through the real window on a virtual display; resolves with the exit code. */
export function askFirstQuestion(executablePath) {
  console.log('There is no display here, so Rill asks its Demo provider one question on a virtual one.\n')
  const profile = mkdtempSync(join(tmpdir(), 'rill-first-'))
  return withVirtualDisplay(process.env, async (env) => {
    const args = [ROOT, `--user-data-dir=${profile}`, '--lang=en-US', ...sandboxSwitches()]
    const app = await _electron.launch({ executablePath, args, env, timeout: START_LIMIT_MS })
    const child = app.process()
    let printed = ''
    child.stderr?.on('data', (text) => (printed += text))
    const page = await app.firstWindow({ timeout: START_LIMIT_MS })
    try {
      page.setDefaultTimeout(START_LIMIT_MS)
      return await ask(page)
    } catch (error) {
      if (!page.isClosed()) console.error(`\nThe window shows:\n${await page.locator('body').innerText()}`)
      console.error(printed)
      throw error
    } finally {
      await end(child)
      await rm(profile, { recursive: true, force: true, maxRetries: 10 })
    }
  })
}

async function ask(page) {
  const main = page.getByRole('main')
  await main.getByRole('textbox', { name: 'Your question' }).fill(QUESTION)
  console.log(`> ${QUESTION}\n`)
  await page.keyboard.press('Enter')
  await printGrowing(main.locator('article .markdown').last(), () => isOver(main), ANSWER_LIMIT_MS)
  const strip = await main.getByTitle('Statistics per attempt').last().innerText()
  console.log(`\n${strip.split('\n').join(' · ')}`)
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  await page.screenshot({ path: join(ROOT, SCREENSHOT) })
  console.log(`\nScreenshot: ${SCREENSHOT}`)
  return 0
}

/** Its last writes are done once it is gone. */
function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill('SIGKILL')
  })
}

async function isOver(main) {
  return (await main.getByRole('button', { name: 'Stop', exact: true }).count()) === 0
}
