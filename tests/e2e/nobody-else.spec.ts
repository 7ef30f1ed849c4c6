import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.fixture'
import { RillPage } from './rill-page'

test('nobody but the provider is asked for anything', async ({ start, profile, provider }) => {
  const log = join(profile, 'net-log.json')
  const app = await start({ switches: [`--log-net-log=${log}`] })
  const rill = new RillPage(app.page)
  await rill.useProvider(provider.baseUrl)
  await rill.ask('Why are there tides?')
  const request = await provider.next()
  request.say('The moon.')
  request.finish()
  await rill.finished()
  await rill.openSettings()
  await app.quit()
  // What Chromium does by itself, such as fetching a dictionary, is in its own log and passes every filter of ours.
  const hosts = [...readFileSync(log, 'utf8').matchAll(/"url":"https?:\/\/([^/:"]+)/g)].map(([, host]) => host)
  expect(hosts.length).toBeGreaterThan(0)
  expect(hosts.filter((host) => host !== '127.0.0.1')).toEqual([])
})
