import { session, type Session } from 'electron'
import { APP_SCHEME, serveApp } from './app-scheme'
import type { PageFiles } from './page-files'

/** The session our pages live in: in memory, with no network but the app scheme and no permissions. */
export function openPageSession(rendererFolder: string, files: PageFiles): Session {
  const page = session.fromPartition('rill-page')
  serveApp(page, rendererFolder)
  page.webRequest.onBeforeRequest((details, decide) => {
    const own = isOwn(details.url)
    if (own) files.asked(details.url)
    decide({ cancel: !own })
  })
  page.webRequest.onCompleted(({ url }) => files.given(url))
  page.webRequest.onErrorOccurred(({ url }) => files.given(url))
  // What goes round `webRequest`, such as a host name looked up ahead of time, ends at a port where nothing listens.
  void page.setProxy({ mode: 'fixed_servers', proxyRules: '127.0.0.1:1' })
  page.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  page.setPermissionCheckHandler(() => false)
  page.on('will-download', (event) => event.preventDefault())
  return page
}

/** Data and blob addresses are made by the page itself; developer tools are Chromium's own. */
function isOwn(url: string): boolean {
  return [`${APP_SCHEME}://app/`, 'data:', 'blob:', 'devtools:'].some((start) => url.startsWith(start))
}
