// Starts the app named on the command line, as Electron's own default app does; the older build comes without one.
const { app } = require('electron')
const { existsSync, readFileSync, statSync } = require('node:fs')
const { dirname, join, resolve } = require('node:path')

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (given === undefined) throw new Error('usage: electron APP [ARGUMENTS]')

const path = resolve(given)
process.defaultApp = true
if (statSync(path).isDirectory()) startFolder(path)
else startFile(path)

function startFolder(folder) {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  describe(folder, about)
  require(join(folder, about.main ?? 'index.js'))
}

function startFile(file) {
  const nearest = join(dirname(file), 'package.json')
  describe(dirname(file), existsSync(nearest) ? JSON.parse(readFileSync(nearest, 'utf8')) : {})
  require(file)
}

function describe(folder, about) {
  const name = about.productName ?? about.name
  if (name !== undefined) {
    app.setName(name)
    if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), name))
  }
  if (about.version !== undefined) app.setVersion(about.version)
  app.setAppPath(folder)
}
