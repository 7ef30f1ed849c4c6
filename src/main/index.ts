import { app } from 'electron'
import { openProgram } from './program'
import { declareAppScheme } from './window/app-scheme'

declareAppScheme()
openProgram(app)
